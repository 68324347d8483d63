import type { Account, App } from '../../context'
import { areEstranged } from '../contacts/require-contact'
import { requireMember } from '../rooms/require-member'

/**
 * Tells everyone in a room that somebody is writing in it. Nothing is stored.
 * @throws DomainError `not_a_member`
 */
export async function sayTyping(app: App, { id, username }: Account, roomId: string): Promise<void> {
  await requireMember(app.store, roomId, id)
  if (await areEstranged(app, app.store, roomId, id)) return
  const data = { room_id: roomId, user_id: id, username }
  app.bus.publish({ kind: 'room_frame', roomId, frame: { type: 'typing', data } })
}
