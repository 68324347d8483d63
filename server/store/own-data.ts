import { attachmentsOf } from './attachments'
import { isKept, keptTimes } from './is-kept'
import { listVersionsOf } from './message-changes'
import { emojiOf } from './reactions'
import { roomsOf } from './rooms-of'
import type { Reads } from './store'

/** Where to go on, and how much of it at once. */
interface Page {
  /** Only rows with a larger id. */
  after: number
  limit: number
}

/** The rooms of an account, with whom a direct one is. */
export function ownRooms(reads: Reads, accountId: string) {
  return roomsOf(reads, accountId)
    .select(['rooms.id', 'rooms.room_type', 'rooms.name', 'rooms.description'])
    .select(['members.role', 'members.joined_at', 'peer.id as peer_id', 'peer.username as peer_username'])
    .orderBy('members.joined_at')
    .execute()
}

/** The texts somebody wrote that are still there, by id, each with what it said before. */
export async function ownTexts(reads: Reads, accountId: string, { after, limit }: Page) {
  const texts = await reads.db
    .selectFrom('messages')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .select(['messages.id', 'room_id', 'seq', 'content', 'reply_to', 'messages.created_at'])
    .select(['edited_at', 'attachment_count'])
    .where('sender_id', '=', accountId)
    .where('message_type', '=', 'text')
    .where('deleted_at', 'is', null)
    .where(isKept(keptTimes(reads)))
    .where('messages.id', '>', after)
    .orderBy('messages.id')
    .limit(limit)
    .execute()
  const versions = await listVersionsOf(
    reads,
    texts.filter(({ edited_at }) => edited_at !== null).map(({ id }) => id),
  )
  const attachments = await attachmentsOf(reads, texts)
  return texts.map((text) => ({
    ...text,
    versions: versions.get(text.id) ?? [],
    attachments: attachments.get(text.id) ?? [],
  }))
}

/** The texts somebody has reacted to that are still there, by id, each with their emoji. */
export async function ownReactions(reads: Reads, accountId: string, { after, limit }: Page) {
  const texts = await reads.db
    .selectFrom('messages')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .select(['messages.id', 'room_id', 'seq'])
    .where(isKept(keptTimes(reads)))
    .where('messages.id', '>', after)
    .where('messages.id', 'in', ({ selectFrom }) =>
      selectFrom('reactions').select('message_id').where('account_id', '=', accountId),
    )
    .orderBy('messages.id')
    .limit(limit)
    .execute()
  const emoji = await emojiOf(
    reads,
    accountId,
    texts.map(({ id }) => id),
  )
  return texts.map((text) => ({ ...text, emoji: emoji.get(text.id) ?? [] }))
}

/** What the audit log says of an account, by id. */
export function ownEvents(reads: Reads, accountId: string, { after, limit }: Page) {
  return reads.db
    .selectFrom('audit_log')
    .select(['id', 'at', 'event', 'address'])
    .where('account_id', '=', accountId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
}
