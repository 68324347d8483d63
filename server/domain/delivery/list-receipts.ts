import type { MemberReceipt, MessageReceipt } from '#protocol/receipts'
import type { Account, App } from '../../context'
import { stepsPast } from '../../store/mark-steps'
import { listMarks } from '../../store/marks'
import { findMessage } from '../../store/messages'
import { shownMembers } from '../accounts/shown-members'
import { areEstranged } from '../contacts/require-contact'
import { DomainError } from '../errors'
import type { Place } from '../messages/announce-change'
import { readAsMember } from '../rooms/require-member'
import { isReadShown } from './shown-read'

/**
 * How far everyone in a room has received and read it, by name. Who is no contact any more is left out.
 * @throws DomainError `not_a_member`
 */
export async function listReceipts(app: App, asker: Account, roomId: string): Promise<MemberReceipt[]> {
  return readAsMember(app.store, roomId, asker.id, () => shownMarks(app, asker, roomId))
}

/**
 * The same with the moments at which one message was delivered to each and read, as far as they are known.
 * @throws DomainError `not_a_member`, `not_found`
 */
export async function listMessageReceipts(
  app: App,
  asker: Account,
  { room_id, message_id }: Place,
): Promise<MessageReceipt[]> {
  return readAsMember(app.store, room_id, asker.id, async () => {
    const message = await findMessage(app.store, room_id, message_id)
    if (!message) throw new DomainError('not_found', { detail: 'There is no such message in this room.' })
    const steps = await stepsPast(app.store, room_id, message.seq)
    const marks = await shownMarks(app, asker, room_id)
    return marks.map((mark) => {
      const passed = (kind: 'delivered' | 'read') =>
        toTimestamp(steps.find((step) => step.account_id === mark.id && step.kind === kind)?.at)
      return {
        ...mark,
        delivered_at: passed('delivered'),
        read_at: mark.read_seq === null ? null : passed('read'),
      }
    })
  })
}

/** Who does not show what they have read is not shown it of others. */
async function shownMarks(app: App, asker: Account, roomId: string): Promise<MemberReceipt[]> {
  const isAlone = await areEstranged(app, app.store, roomId, asker.id)
  const marks = (await listMarks(app.store, roomId)).filter(({ id }) => !isAlone || id === asker.id)
  const maySee = isReadShown(
    app.policy,
    marks.find(({ id }) => id === asker.id),
  )
  const shown = await shownMembers(app.store, asker, marks)
  return shown.map(({ shows_read, read_seq, ...mark }) => ({
    ...mark,
    read_seq: maySee && isReadShown(app.policy, { shows_read }) ? read_seq : null,
  }))
}

function toTimestamp(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : new Date(milliseconds).toISOString()
}
