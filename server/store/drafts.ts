import type { Reads, Transaction } from './store'

/** What somebody has begun to write in all their rooms, what was emptied included. */
export function listDrafts(reads: Reads, accountId: string) {
  return reads.db
    .selectFrom('drafts')
    .select(['room_id', 'content', 'written_at'])
    .where('account_id', '=', accountId)
    .orderBy('room_id')
    .execute()
}

export function findDraft(reads: Reads, accountId: string, roomId: string) {
  return reads.db
    .selectFrom('drafts')
    .select(['room_id', 'content', 'written_at'])
    .where('account_id', '=', accountId)
    .where('room_id', '=', roomId)
    .executeTakeFirstOrThrow()
}

interface NewDraft {
  account_id: string
  room_id: string
  content: string
  written_at: number
}

/**
 * Keeps a draft unless a later one is kept. Its row stays when it is emptied, so that an earlier text that arrives late
 * does not come back. The membership is locked by whoever calls this.
 * @returns whether that changed anything
 */
export async function saveDraft(tx: Transaction, draft: NewDraft): Promise<boolean> {
  const { content, written_at } = draft
  const row = await tx.db
    .insertInto('drafts')
    .values(draft)
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'room_id'])
        .doUpdateSet({ content, written_at })
        .where('drafts.written_at', '<', written_at),
    )
    .returning('room_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteDraftsOf(tx: Transaction, accountId: string): Promise<void> {
  await tx.db.deleteFrom('drafts').where('account_id', '=', accountId).execute()
}
