import type { Selectable } from 'kysely'
import type { OutgoingMailsTable } from './schema'
import type { Reads, Transaction } from './store'

export type OutgoingMail = Selectable<OutgoingMailsTable>

export async function insertMail(tx: Transaction, mail: OutgoingMail): Promise<void> {
  await tx.db.insertInto('outgoing_mails').values(mail).execute()
}

export async function countMails(reads: Reads): Promise<number> {
  const { count } = await reads.db
    .selectFrom('outgoing_mails')
    .select((mails) => mails.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** When the next mail is due; undefined when none waits. */
export async function nextMailDue(reads: Reads): Promise<number | undefined> {
  const row = await reads.db
    .selectFrom('outgoing_mails')
    .select('due_at')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at
}

/** At most `limit` mails that are due, the longest waiting first. */
export function dueMails(reads: Reads, now: number, limit: number): Promise<OutgoingMail[]> {
  return reads.db
    .selectFrom('outgoing_mails')
    .selectAll()
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/**
 * Takes a mail for one attempt, after which it is due again unless it was removed.
 * @returns false when somebody else has taken it
 */
export async function takeMail(
  tx: Transaction,
  { id, attempts }: OutgoingMail,
  dueAgainAt: number,
): Promise<boolean> {
  const row = await tx.db
    .updateTable('outgoing_mails')
    .set({ attempts: attempts + 1, due_at: dueAgainAt })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function postponeMail(tx: Transaction, id: string, dueAt: number): Promise<void> {
  await tx.db.updateTable('outgoing_mails').set({ due_at: dueAt }).where('id', '=', id).execute()
}

/** Removes a mail with the secrets it carries. */
export async function deleteMail(tx: Transaction, id: string): Promise<void> {
  await tx.db.deleteFrom('outgoing_mails').where('id', '=', id).execute()
}

/** Removes what waits to be sent to an address. */
export async function deleteMailsTo(tx: Transaction, recipient: string): Promise<void> {
  await tx.db.deleteFrom('outgoing_mails').where('recipient', '=', recipient).execute()
}
