import type { Selectable } from 'kysely'
import { prepared, type Value } from './prepared'
import type { MarkStepsTable } from './room-tables'
import type { Reads, Transaction } from './store'

export type MarkStep = Selectable<MarkStepsTable>

/** So many steps of each mark are kept at least; of what was passed earlier the time is forgotten. */
export const mostMarkSteps = 200
/** How many numbers a mark passes between one look at what is too old and the next. */
const pruneEvery = 50

const insertedStep = prepared(({ db }, value: Value<MarkStep>) =>
  db
    .insertInto('mark_steps')
    .values({
      room_id: value('room_id'),
      account_id: value('account_id'),
      kind: value('kind'),
      seq: value('seq'),
      after_seq: value('after_seq'),
      at: value('at'),
    })
    // Another device may have brought the mark there meanwhile.
    .onConflict((conflict) => conflict.doNothing()),
)

const prunedSteps = prepared(({ db }, value: Value<MarkStep>) =>
  db
    .deleteFrom('mark_steps')
    .where('room_id', '=', value('room_id'))
    .where('account_id', '=', value('account_id'))
    .where('kind', '=', value('kind'))
    .where('seq', '<=', (newest) =>
      newest
        .selectFrom('mark_steps')
        .select('seq')
        .where('room_id', '=', value('room_id'))
        .where('account_id', '=', value('account_id'))
        .where('kind', '=', value('kind'))
        .orderBy('seq', 'desc')
        .limit(1)
        .offset(mostMarkSteps),
    ),
)

/** Keeps when a mark moved, and now and then forgets the oldest steps where there are too many. */
export async function insertMarkStep(tx: Transaction, step: MarkStep): Promise<void> {
  await insertedStep(tx, step)
  if (Math.floor(step.seq / pruneEvery) > Math.floor(step.after_seq / pruneEvery)) await prunedSteps(tx, step)
}

/**
 * When the marks of a room's members passed a number, as far as it is known. Steps of devices that cross each other may
 * overlap: the earliest counts.
 */
export function stepsPast(reads: Reads, roomId: string, seq: number) {
  return reads.db
    .selectFrom('mark_steps')
    .select(['account_id', 'kind'])
    .select((select) => select.fn.min('at').as('at'))
    .where('room_id', '=', roomId)
    .where('seq', '>=', seq)
    .where('after_seq', '<', seq)
    .groupBy(['account_id', 'kind'])
    .execute()
}

/** Forgets when somebody has read anything, in all their rooms. */
export async function forgetReadSteps(tx: Transaction, accountId: string): Promise<void> {
  await tx.db
    .deleteFrom('mark_steps')
    .where('room_id', 'in', (rooms) =>
      rooms.selectFrom('members').select('room_id').where('account_id', '=', accountId),
    )
    .where('account_id', '=', accountId)
    .where('kind', '=', 'read')
    .execute()
}
