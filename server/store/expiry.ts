import type { Reads, Transaction } from './store'

const tables = ['mailed_codes', 'mail_tokens'] as const

/** When the next code or link runs out; undefined when there is none. */
export async function nextExpiry(reads: Reads): Promise<number | undefined> {
  const rows = await Promise.all(
    tables.map((table) =>
      reads.db.selectFrom(table).select('expires_at').orderBy('expires_at').limit(1).executeTakeFirst(),
    ),
  )
  const times = rows.flatMap((row) => (row ? [row.expires_at] : []))
  return times.length === 0 ? undefined : Math.min(...times)
}

/** Removes codes and links that have run out, with whatever they say of people. */
export async function deleteExpired(tx: Transaction, now: number): Promise<void> {
  for (const table of tables) await tx.db.deleteFrom(table).where('expires_at', '<=', now).execute()
}
