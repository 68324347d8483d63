import type { Mention } from '#protocol/mentions'
import type { Message } from '#protocol/messages'
import { foldName } from './accounts'
import type { Reads, Transaction } from './store'

/** The members of a room who have one of these usernames, by their folded name. */
export async function membersNamed(
  reads: Reads,
  roomId: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  const rows = await reads.db
    .selectFrom('members')
    .innerJoin('accounts', 'accounts.id', 'members.account_id')
    .select(['accounts.id', 'accounts.username_key'])
    .where('members.room_id', '=', roomId)
    .where('accounts.username_key', 'in', [...new Set(names.map(foldName))])
    .execute()
  return new Map(rows.map((row) => [row.username_key, row.id]))
}

/** Notes whom a text names now, in place of whom it named before. */
export async function replaceMentions(
  tx: Transaction,
  message: Pick<Message, 'id' | 'room_id' | 'seq' | 'mentions'>,
): Promise<void> {
  await tx.db.deleteFrom('mentions').where('message_id', '=', Number(message.id)).execute()
  await insertMentions(tx, message)
}

/** Notes whom a new text names. */
export async function insertMentions(
  tx: Transaction,
  { id, room_id, seq, mentions }: Pick<Message, 'id' | 'room_id' | 'seq' | 'mentions'>,
): Promise<void> {
  if (mentions.length === 0) return
  const rows = mentions.map(({ user_id, name }) => ({
    message_id: Number(id),
    name,
    account_id: user_id,
    room_id,
    seq,
  }))
  await tx.db.insertInto('mentions').values(rows).execute()
}

/** Whom these texts name, by the id of each. A text without an `@` is not looked up. */
export async function mentionsIn(
  reads: Pick<Reads, 'db'>,
  texts: readonly { id: number; content: string }[],
): Promise<Map<number, Mention[]>> {
  const ids = texts.filter(({ content }) => content.includes('@')).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await reads.db
    .selectFrom('mentions')
    .select(['message_id', 'name', 'account_id as user_id'])
    .where('message_id', 'in', ids)
    .orderBy('message_id')
    .orderBy('name')
    .execute()
  const byMessage = Map.groupBy(rows, ({ message_id }) => message_id)
  return new Map([...byMessage].map(([id, named]) => [id, named.map(toMention)]))
}

function toMention({ user_id, name }: Mention): Mention {
  return { user_id, name }
}
