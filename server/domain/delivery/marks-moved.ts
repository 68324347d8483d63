import { limits } from '#protocol/limits'
import type { Account, App } from '../../context'
import { insertMarkStep, type MarkStep } from '../../store/mark-steps'
import { listReaders } from '../../store/marks'
import type { Transaction } from '../../store/store'
import { areEstranged } from '../contacts/require-contact'
import { isReadShown } from './shown-read'
import { type Marks, tellReceipt } from './tell-receipt'

interface Movement {
  before: Omit<Marks, 'room_id'>
  now: Marks
}

/**
 * The marks of a member have moved: keeps when, and after the commit tells the room. In a room too large for that it
 * does neither. Of who shows nobody what they have read, no moment of reading is kept either.
 */
export async function marksMoved(
  app: App,
  tx: Transaction,
  { id }: Account,
  { before, now }: Movement,
): Promise<void> {
  if (await areEstranged(app, tx, now.room_id, id)) return
  const readers = await listReaders(tx, now.room_id, limits.receiptMembers)
  if (readers === null) return
  const isShown = isReadShown(
    app.policy,
    readers.find(({ account_id }) => account_id === id),
  )

  const isFurther = {
    delivered: before.delivered_seq < now.delivered_seq,
    read: before.read_seq < now.read_seq,
  }
  if (isFurther.delivered) await insertMarkStep(tx, stepOf(id, 'delivered', { before, now }))
  if (isFurther.read && isShown) await insertMarkStep(tx, stepOf(id, 'read', { before, now }))
  // Where read marks are not shown, a receipt at this moment would show one.
  if (isFurther.delivered || (isFurther.read && isShown))
    tellReceipt(app, tx, { accountId: id, marks: now, readers })
}

function stepOf(account_id: string, kind: MarkStep['kind'], { before, now }: Movement): MarkStep {
  const mark = `${kind}_seq` as const
  return { room_id: now.room_id, account_id, kind, seq: now[mark], after_seq: before[mark], at: Date.now() }
}
