import type { Kysely } from 'kysely'
import { runByKysely } from '../run-by-kysely'
import type { Tables } from '../schema'
import type { SearchIndex } from './search-index'

const perPage = 1000

/** Takes in every text with a larger id than `after`, for databases that were filled without the index. */
export async function indexAll(db: Kysely<Tables>, search: SearchIndex, after = 0): Promise<void> {
  const texts = await db
    .selectFrom('messages')
    .select(['id', 'room_id', 'sender_id', 'content'])
    .where('id', '>', after)
    .where('message_type', '=', 'text')
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .limit(perPage)
    .execute()
  for (const text of texts) await search.put({ db, run: runByKysely(db) }, text)
  const last = texts.at(-1)
  if (last) await indexAll(db, search, last.id)
}
