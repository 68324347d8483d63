import type { Account, App } from '../../context'
import { type LockedRoom, updateRoom } from '../../store/rooms'
import type { Transaction } from '../../store/store'
import { note } from '../audit/note'
import { fieldProblem } from '../errors'
import { appendEvent } from '../messages/append'

const dayMs = 24 * 60 * 60 * 1000

/**
 * Lets a locked room keep its messages for so many days, or for as long as the server does; its log says so. What is past
 * its time stays so when the time becomes longer, whether or not it has been purged.
 * @throws DomainError `invalid` for longer than the server keeps them
 */
export async function changeRetention(
  app: App,
  tx: Transaction,
  room: LockedRoom,
  { actor, days }: { actor: Account; days: number | null },
): Promise<void> {
  const ofServer = app.policy['retention.days']
  if (days !== null && ofServer !== 0 && days > ofServer) {
    const detail = `This server keeps messages for ${ofServer} days, and no room keeps them longer.`
    throw fieldProblem('invalid', 'retention_days', 'too_long', detail)
  }
  if (days === room.retention_days) return
  const ended = room.retention_days === null ? 0 : Date.now() - room.retention_days * dayMs
  await updateRoom(tx, room.id, { retention_days: days, kept_from: Math.max(room.kept_from, ended) })
  const content = days === null ? '' : String(days)
  await appendEvent(app, tx, room, { actor, message_type: 'room_retention', content })
  const details = { room_id: room.id, ...(days !== null && { days }) }
  await note(tx, { event: 'room_retention_changed', account_id: actor.id, address: null, details })
  tx.afterCommit(() => app.purge.wake())
}
