import type { Selectable } from 'kysely'
import type { AttemptsTable } from './sign-in-tables'
import type { Transaction } from './store'

/** Saves an attempt, and forgets those that have run out. */
export async function insertAttempt(
  tx: Transaction,
  attempt: Selectable<AttemptsTable>,
  now: number,
): Promise<void> {
  await tx.db.deleteFrom('attempts').where('expires_at', '<=', now).execute()
  await tx.db.insertInto('attempts').values(attempt).execute()
}

/** Takes an attempt away, so that it can be taken once. Returns its content unless it has run out. */
export async function takeAttempt(
  tx: Transaction,
  { id, purpose, now }: { id: string; purpose: string; now: number },
): Promise<string | null> {
  const row = await tx.db
    .deleteFrom('attempts')
    .where('id', '=', id)
    .where('purpose', '=', purpose)
    .returning(['content', 'expires_at'])
    .executeTakeFirst()
  return row !== undefined && row.expires_at > now ? row.content : null
}
