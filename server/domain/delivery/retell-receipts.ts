import { limits } from '#protocol/limits'
import type { Account, App } from '../../context'
import { forgetReadSteps } from '../../store/mark-steps'
import { listReaders, lockMarksOf } from '../../store/marks'
import type { Transaction } from '../../store/store'
import { tellReceipt } from './tell-receipt'

/**
 * Tells the rooms of somebody once more how far they have come, after they chose whether to show what they have read.
 * The marks are locked first, so that no receipt of before is announced later. The moments of reading are forgotten.
 */
export async function retellReceipts(app: App, tx: Transaction, { id }: Account): Promise<void> {
  const all = await lockMarksOf(tx, id)
  await forgetReadSteps(tx, id)
  for (const marks of all) {
    const readers = await listReaders(tx, marks.room_id, limits.receiptMembers)
    if (readers !== null) tellReceipt(app, tx, { accountId: id, marks, readers })
  }
}
