import type { Parts } from './apply-event'

/** The connection is gone: what lives by it ends, and what is on its way waits for the next one. */
export function connectionLost(parts: Parts): void {
  parts.sync.disconnected()
  parts.rooms.disconnected()
  parts.outbox.disconnected()
  parts.readMarks.disconnected()
  parts.presence.clear()
  parts.contacts.disconnected()
  parts.typing.clear()
  parts.calls.disconnected()
  parts.receivedMarks.disconnected()
  parts.receipts.disconnected()
}

/** Nobody is signed in any more: nothing that belongs to a person stays. */
export function personGone(parts: Parts): void {
  parts.outbox.close()
  parts.sync.closeAll()
  parts.rooms.clear()
  parts.contacts.clear()
  parts.reactions.clear()
  parts.readMarks.clear()
  parts.receivedMarks.clear()
  parts.receipts.clear()
  parts.preferences.clear()
  parts.drafts.clear()
  parts.notifications.clear()
  parts.calls.clear()
}
