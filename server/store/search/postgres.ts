import { sql } from 'kysely'
import type { Term } from '#protocol/search/terms'
import { wordsOf } from '#protocol/search/tokens'
import { conditions } from './conditions'
import { labelsOf, labelsWanted, roomKey } from './labels'
import type { FoundText, SearchIndex, Wanted } from './search-index'

/** The words are given with their places, so that no configuration of the database takes the text apart in its way. */
export const postgresSearchTables = [
  sql`create table search_index (
    message_id bigint primary key references messages (id) on delete cascade,
    words tsvector not null
  )`,
  sql`create index search_words on search_index using gin (words)`,
]

export const postgresSearch: SearchIndex = {
  async put({ db }, text) {
    const key = roomKey(text.room_id)
    const labels = labelsOf(text).map((label) => labelLexeme(key, label))
    const words = [...labels, ...placesOf(key, text.content)].join(' ')
    await sql`insert into search_index (message_id, words) values (${text.id}, ${words}::tsvector)
      on conflict (message_id) do update set words = excluded.words`.execute(db)
  },
  async remove(db, id) {
    await sql`delete from search_index where message_id = ${id}`.execute(db)
  },
  async find(db, wanted) {
    const { rows } = await sql<FoundText>`
      select m.id, m.created_at from search_index join messages m on m.id = search_index.message_id
      where search_index.words @@ ${expressionOf(wanted)}::tsquery and ${conditions(wanted)}
      order by m.id desc limit ${wanted.limit}`.execute(db)
    return rows
  },
}

/** Each word with the places it stands at, from 1. */
function placesOf(key: string, content: string): string[] {
  const places = Map.groupBy(
    wordsOf(content).map((word, position) => ({ word, place: position + 1 })),
    ({ word }) => word,
  )
  return Array.from(places, ([word, at]) => `'${key}${word}':${at.map(({ place }) => place).join(',')}`)
}

function expressionOf(wanted: Wanted): string {
  return [...new Set(wanted.roomIds.map(roomKey))].map((key) => inRoom(key, wanted)).join(' | ')
}

/** Keys, words and labels are letters and digits: in quotation marks they can mean nothing else. */
function inRoom(key: string, wanted: Wanted): string {
  const phrase = ({ words, isPrefix, isExcluded }: Term) =>
    `${isExcluded ? '!' : ''}(${words.map((word) => `'${key}${word}'`).join(' <-> ')}${isPrefix ? ':*' : ''})`
  const labels = labelsWanted(wanted).map((label) => labelLexeme(key, label))
  return `(${[...labels, ...wanted.terms.map(phrase)].join(' & ')})`
}

/** No word has such a sign. */
function labelLexeme(key: string, label: string): string {
  return `'${key}@${label}'`
}
