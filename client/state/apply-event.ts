import type { User } from '#protocol/accounts'
import type { ErrorData, FrameOf, Heads, ServerFrame } from '#protocol/frames'
import type { CallsStore } from '../calls'
import type { Connection } from '../connection'
import type { ContactsStore } from '../contacts'
import type { DraftsStore } from '../drafts'
import type { NotificationsStore } from '../notifications'
import type { Outbox } from '../outbox'
import type { PreferencesStore } from '../preferences'
import type { PresenceStore } from '../presence'
import type { ReactionsStore } from '../reactions'
import type { ReadMarks } from '../read-marks'
import type { Receipts } from '../receipts'
import type { ReceivedMarks } from '../received-marks'
import type { RoomList } from '../room-list'
import type { Sync } from '../sync'
import type { TypingStore } from '../typing'

export interface Parts {
  connection: Connection
  sync: Sync
  rooms: RoomList
  outbox: Outbox
  reactions: ReactionsStore
  readMarks: ReadMarks
  presence: PresenceStore
  contacts: ContactsStore
  drafts: DraftsStore
  preferences: PreferencesStore
  notifications: NotificationsStore
  typing: TypingStore
  calls: CallsStore
  receivedMarks: ReceivedMarks
  receipts: Receipts
  myId(): string
  /** Takes how people want to be seen from now on. */
  learn(people: readonly User[]): void
}

/** What each frame of the server does to what is held here. Every frame there is stands in this switch. */
export function applyEvent(parts: Parts, frame: ServerFrame): void {
  const { sync, rooms, outbox, readMarks } = parts
  switch (frame.type) {
    case 'welcome':
      welcome(parts, frame.data)
      break
    case 'sync':
      sync.receivePage(frame.data)
      break
    case 'synced':
      sync.synced()
      parts.calls.synced()
      break
    case 'ack':
      outbox.acknowledge(frame.data)
      break
    case 'error':
      refuse(parts, frame.ref, frame.data)
      break
    case 'message':
      parts.typing.ended(frame.data)
      sync.receive(frame.data)
      break
    case 'message_changed':
      sync.receive(frame.data)
      break
    case 'room':
      if (frame.data.peer) parts.learn([frame.data.peer])
      rooms.announce(frame.data)
      break
    case 'room_removed':
      rooms.remove(frame.data.room_id)
      break
    case 'read':
      readMarks.confirmed(frame.data)
      rooms.applyRead(frame.data)
      break
    case 'room_listing':
      rooms.applyListing(frame.data)
      break
    case 'preferences':
      parts.preferences.receive(frame.data)
      parts.receipts.changed()
      break
    case 'notifications':
      parts.notifications.receive(frame.data)
      break
    case 'draft':
      parts.drafts.receive([frame.data])
      break
    case 'presence':
      parts.presence.receive([frame.data])
      break
    case 'presence_list':
      parts.presence.receive(frame.data.users)
      break
    case 'user_changed':
      parts.learn([frame.data])
      break
    case 'contact':
      parts.learn([frame.data.user])
      parts.contacts.receive(frame.data)
      break
    case 'contact_list':
      parts.learn(frame.data.contacts.map(({ user }) => user))
      parts.contacts.receiveAll(frame.data.contacts)
      break
    case 'typing':
      if (frame.data.user_id !== parts.myId()) parts.typing.receive(frame.data)
      break
    case 'received':
      parts.receivedMarks.confirmed(frame.data)
      break
    case 'receipt':
      parts.receipts.receive(frame.data)
      break
    case 'pong':
      forgetOld(parts, frame.data.now)
      hearHeads(parts, frame.data.heads)
      break
    case 'heads':
      hearHeads(parts, frame.data.heads)
      parts.receivedMarks.repeat(Object.keys(frame.data.heads))
      break
    case 'call':
      parts.calls.receive(frame.data, frame.ref)
      break
    case 'call_signal':
      parts.calls.receiveSignal(frame.data)
      break
    case 'call_received':
      parts.calls.confirmed(frame.data)
      break
    case 'bye':
      // The connection knows what a goodbye asks for.
      break
    default:
      neverMissing(frame)
  }
}

/** A cookie may have become another person's since the last connection: nothing may go out in their name. */
function welcome(parts: Parts, data: FrameOf<'welcome'>['data']): void {
  const { connection, sync, rooms, outbox, readMarks } = parts
  if (data.user_id !== parts.myId()) {
    connection.distrust()
    return
  }
  const isForeign = sync.welcomed(data)
  forgetOld(parts, data.now)
  if (isForeign) {
    rooms.clear()
    readMarks.clear()
    parts.receivedMarks.clear()
    parts.receipts.forgetAll()
  }
  void rooms.refresh()
  outbox.connected()
  parts.reactions.connected()
  readMarks.connected()
  parts.receivedMarks.connected()
  parts.drafts.connected()
  parts.receipts.connected()
  parts.calls.connected()
}

/** Nothing that is past its time by the clock of the server is shown any more. */
function forgetOld({ sync, rooms }: Parts, now: string): void {
  sync.hearNow(now)
  rooms.forgetOlder(({ id }) => sync.keptSince(id, now))
}

/** What is behind these numbers was lost on the way, unless it comes in a moment. */
function hearHeads({ sync, rooms }: Parts, heads: Heads): void {
  for (const [roomId, head] of Object.entries(heads)) sync.hearHead(roomId, head)
  rooms.hearHeads(heads)
}

/** An error that answers none of them comes before a close, whose code says what to do. */
function refuse(
  { outbox, sync, calls, readMarks, receivedMarks }: Parts,
  ref: ServerFrame['ref'],
  error: ErrorData,
): void {
  if (outbox.refuse(ref, error) || sync.receiveError(ref, error) || calls.refused(ref, error)) return
  if (!receivedMarks.refused(ref, error)) readMarks.refused(ref, error)
}

function neverMissing(frame: never): never {
  throw new Error(`A frame has no place here: ${JSON.stringify(frame)}`)
}
