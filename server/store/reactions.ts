import type { Reaction } from '#protocol/reactions'
import type { Reads, Transaction } from './store'

interface NewReaction {
  messageId: string
  emoji: string
  accountId: string
  /** The number that this change of the message took. */
  seq: number
}

/** Puts somebody's emoji under a text, where they do not have it yet. */
export async function insertReaction(
  tx: Transaction,
  { messageId, emoji, accountId, seq }: NewReaction,
): Promise<void> {
  await tx.db
    .insertInto('reactions')
    .values({ message_id: Number(messageId), emoji, account_id: accountId, changed_seq: seq })
    .execute()
  await noteChange(tx, messageId, seq)
}

/** Takes it away again. */
export async function deleteReaction(
  tx: Transaction,
  { messageId, emoji, accountId, seq }: NewReaction,
): Promise<void> {
  await tx.db
    .deleteFrom('reactions')
    .where('message_id', '=', Number(messageId))
    .where('emoji', '=', emoji)
    .where('account_id', '=', accountId)
    .execute()
  await noteChange(tx, messageId, seq)
}

async function noteChange(tx: Transaction, messageId: string, seq: number): Promise<void> {
  await tx.db.updateTable('messages').set({ changed_seq: seq }).where('id', '=', Number(messageId)).execute()
}

/** What was said to these texts, by the id of each. One that never changed is not looked up. */
export async function reactionsTo(
  reads: Reads,
  texts: readonly { id: number; seq: number; changed_seq: number; deleted_at: number | null }[],
): Promise<Map<number, Reaction[]>> {
  const ids = texts
    .filter(({ seq, changed_seq, deleted_at }) => changed_seq > seq && deleted_at === null)
    .map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await reads.db
    .selectFrom('reactions')
    .innerJoin('accounts', 'accounts.id', 'reactions.account_id')
    .select(['message_id', 'emoji', 'accounts.id', 'accounts.username'])
    .where('message_id', 'in', ids)
    .orderBy('message_id')
    .orderBy('changed_seq')
    .execute()
  const byMessage = Map.groupBy(rows, ({ message_id }) => message_id)
  return new Map([...byMessage].map(([id, given]) => [id, byEmoji(given)]))
}

/** The emoji that one person has put under each of these texts, by the id of the text. */
export async function emojiOf(
  reads: Reads,
  accountId: string,
  messageIds: readonly number[],
): Promise<Map<number, string[]>> {
  if (messageIds.length === 0) return new Map()
  const rows = await reads.db
    .selectFrom('reactions')
    .select(['message_id', 'emoji'])
    .where('account_id', '=', accountId)
    .where('message_id', 'in', messageIds)
    .orderBy('changed_seq')
    .execute()
  const byMessage = Map.groupBy(rows, ({ message_id }) => message_id)
  return new Map([...byMessage].map(([id, given]) => [id, given.map(({ emoji }) => emoji)]))
}

function byEmoji(given: readonly { emoji: string; id: string; username: string }[]): Reaction[] {
  return [...Map.groupBy(given, ({ emoji }) => emoji)].map(([emoji, people]) => ({
    emoji,
    users: people.map(({ id, username }) => ({ id, username })),
  }))
}
