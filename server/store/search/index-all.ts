import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import { mentionsIn } from '../mentions'
import { runByKysely } from '../run-by-kysely'
import type { Tables } from '../schema'
import type { SearchIndex } from './search-index'

type Choice = (column: ExpressionBuilder<Tables, 'messages'>) => Expression<SqlBool>

const perPage = 1000

/** Takes in every text, for databases that were filled without the index. */
export function indexAll(db: Kysely<Tables>, search: SearchIndex): Promise<void> {
  return indexChosen(db, search, () => sql`1 = 1`)
}

/** Takes in again the texts that may have code or mentions in them, for an index that did not note these. */
export function indexLabelled(db: Kysely<Tables>, search: SearchIndex): Promise<void> {
  return indexChosen(db, search, (column) =>
    column.or([column('content', 'like', '%`%'), column('content', 'like', '%@%')]),
  )
}

async function indexChosen(
  db: Kysely<Tables>,
  search: SearchIndex,
  choice: Choice,
  after = 0,
): Promise<void> {
  const texts = await db
    .selectFrom('messages')
    .select(['id', 'room_id', 'sender_id', 'content'])
    .where('id', '>', after)
    .where('message_type', '=', 'text')
    .where('deleted_at', 'is', null)
    .where(choice)
    .orderBy('id')
    .limit(perPage)
    .execute()
  const reads = { db, run: runByKysely(db) }
  const mentions = await mentionsIn(reads, texts)
  for (const text of texts) {
    await search.put(reads, {
      ...text,
      mentions: mentions.get(text.id) ?? [],
      // There were no files when databases were without these.
      attachments: [],
    })
  }
  const last = texts.at(-1)
  if (last) await indexChosen(db, search, choice, last.id)
}
