import type { MemberReceipt } from '#protocol/receipts'
import type { Account, App } from '../../context'
import { listMarks } from '../../store/marks'
import { areEstranged } from '../contacts/require-contact'
import { readAsMember } from '../rooms/require-member'
import { shownRead } from './tell-receipt'

/**
 * How far everyone in a room has received and read it, by name. Who is no contact any more is left out.
 * @throws DomainError `not_a_member`
 */
export async function listReceipts(app: App, asker: Account, roomId: string): Promise<MemberReceipt[]> {
  const marks = await readAsMember(app.store, roomId, asker.id, () => listMarks(app.store, roomId))
  const isAlone = await areEstranged(app, app.store, roomId, asker.id)
  const shown = marks.filter(({ id }) => !isAlone || id === asker.id)
  return shown.map((mark) => ({ ...mark, read_seq: shownRead(app.policy, mark.read_seq) }))
}
