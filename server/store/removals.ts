import { type ExpressionBuilder, sql } from 'kysely'
import type { Tables } from './schema'
import type { Reads, Transaction } from './store'
import type { FileRow } from './uploads'

export type { FileRow }

/** When the next file is to be removed (milliseconds since 1970); undefined when there is none. */
export async function nextRemoval(reads: Reads, unsentMs: number): Promise<number | undefined> {
  const row = await reads.db
    .selectFrom('files')
    .select(({ fn, case: either }) =>
      fn
        .min(
          either()
            .when('state', '=', 'removed')
            .then(sql<number>`0`)
            .when('attached_at', 'is not', null)
            .then(sql<number>`0`)
            .else(sql<number>`created_at + ${sql.lit(unsentMs)}`)
            .end(),
        )
        .as('due'),
    )
    .where('message_id', 'is', null)
    .executeTakeFirst()
  return row?.due === null || row?.due === undefined ? undefined : Number(row.due)
}

/** Files that are nobody's or were begun before a moment and never sent: from here on nobody can send them either. */
export async function takeRemovable(tx: Transaction, before: number, limit: number): Promise<FileRow[]> {
  const rows = await tx.db
    .selectFrom('files')
    .selectAll()
    .where('message_id', 'is', null)
    .where(isRemovable(before))
    .limit(limit)
    .modifyEnd(tx.rowLock)
    .execute()
  if (rows.length === 0) return []
  await tx.db.updateTable('files').set({ state: 'removed' }).where('id', 'in', rows.map(idOf)).execute()
  return rows
}

export async function deleteFiles(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.db.deleteFrom('files').where('id', 'in', ids).execute()
}

/** Gives up what was on its way before a moment and cannot be gone on with. */
export async function giveUpLost(
  tx: Transaction,
  { before, resumable }: { before: number; resumable: readonly string[] },
): Promise<void> {
  const lost = tx.db
    .updateTable('files')
    .set({ state: 'removed' })
    .where('state', '=', 'arriving')
    .where('created_at', '<', before)
  await (resumable.length === 0 ? lost : lost.where('id', 'not in', resumable)).execute()
}

export async function hasFiles(reads: Reads): Promise<boolean> {
  return (await reads.db.selectFrom('files').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Those of these ids that files have. */
export async function knownIds(reads: Reads, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await reads.db.selectFrom('files').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(idOf))
}

function isRemovable(before: number) {
  return (column: ExpressionBuilder<Tables, 'files'>) =>
    column.or([
      column('state', '=', 'removed'),
      column('attached_at', 'is not', null),
      column('created_at', '<', before),
    ])
}

function idOf({ id }: { id: string }): string {
  return id
}
