import type { Message } from '#protocol/messages'
import type { FoundMessages, MessageSearch } from '#protocol/search/query'
import { termsOf } from '#protocol/search/terms'
import type { Account, App } from '../../context'
import { findAccountByUsername } from '../../store/accounts'
import { keptTimes } from '../../store/is-kept'
import { roomIdsOf } from '../../store/members'
import { messagesByIds } from '../../store/messages'
import { findNewest } from '../../store/search/find-newest'
import { requireMember } from '../rooms/require-member'

const nothing: FoundMessages = { messages: [], cursor: null }

/**
 * Looks for texts in the rooms somebody is in, newest first. What was deleted is not found, nor what an edit replaced.
 * @throws DomainError `not_a_member` for a room they are not in
 */
export async function findMessages(app: App, reader: Account, search: MessageSearch): Promise<FoundMessages> {
  const terms = termsOf(search.query ?? '')
  if (search.query !== undefined && terms.length === 0) return nothing
  if (search.room_id !== undefined) await requireMember(app.store, search.room_id, reader.id)
  const sender = search.from === undefined ? null : await findAccountByUsername(app.store, search.from)
  if (sender === undefined) return nothing

  const wanted = {
    terms,
    memberId: reader.id,
    senderId: sender?.id ?? null,
    has: search.has ?? null,
    before: search.cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(search.cursor),
    kept: keptTimes(app.store),
    from: momentOf(search.after),
    until: momentOf(search.before),
    limit: search.limit + 1,
  }
  const ids = await findNewest(app.store, wanted, search.room_id)
  const page = ids.slice(0, search.limit)
  const last = page.at(-1)
  return {
    messages: await stillReadable(app, reader, page),
    cursor: ids.length > page.length && last !== undefined ? String(last) : null,
  }
}

/** What was deleted, and rooms that were left, while the index was asked: neither is shown. */
async function stillReadable(app: App, reader: Account, ids: readonly number[]): Promise<Message[]> {
  const messages = await messagesByIds(app.store, ids)
  const roomIds = new Set(await roomIdsOf(app.store, reader.id))
  return messages.filter(({ room_id, deleted_at }) => roomIds.has(room_id) && deleted_at === null)
}

function momentOf(timestamp: string | undefined): number | null {
  return timestamp === undefined ? null : Date.parse(timestamp)
}
