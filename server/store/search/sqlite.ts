import { sql } from 'kysely'
import type { Term } from '#protocol/search/terms'
import { wordsOf } from '#protocol/search/tokens'
import { prepared, type Value } from '../prepared'
import { conditions } from './conditions'
import { labelsOf, labelsWanted, roomKey } from './labels'
import type { FoundText, SearchIndex, Wanted } from './search-index'

/**
 * The full-text table keeps no text of its own. Words come to it folded and apart, so it has only to split at blanks,
 * which its tokenizer `ascii` does for any script.
 */
export const sqliteSearchTables = [
  sql`create virtual table search_index using fts5 (
    words, labels, content = '', contentless_delete = 1, tokenize = 'ascii'
  )`,
  sql`create trigger forget_words after delete on messages begin
    delete from search_index where rowid = old.id;
  end`,
]

const putWords = prepared(({ db }, value: Value<{ id: number; words: string; labels: string }>) => ({
  compile: () =>
    sql`insert or replace into search_index (rowid, words, labels)
      values (${value('id')}, ${value('words')}, ${value('labels')})`.compile(db),
}))

export const sqliteSearch: SearchIndex = {
  async put(reads, text) {
    const key = roomKey(text.room_id)
    const ofRoom = (words: string[]) => words.map((word) => key + word).join(' ')
    await putWords(reads, {
      id: text.id,
      words: ofRoom(wordsOf(text.content)),
      labels: ofRoom(labelsOf(text)),
    })
  },
  async remove(db, id) {
    await sql`delete from search_index where rowid = ${id}`.execute(db)
  },
  async find(db, wanted) {
    // A cross join keeps this order: the index gives the newest first, and stops when there are enough.
    const { rows } = await sql<FoundText>`
      select m.id, m.created_at from search_index cross join messages m on m.id = search_index.rowid
      where search_index match ${expressionOf(wanted)} and search_index.rowid < ${wanted.before}
        and ${conditions(wanted)}
      order by search_index.rowid desc limit ${wanted.limit}`.execute(db)
    return rows
  },
}

function expressionOf(wanted: Wanted): string {
  return [...new Set(wanted.roomIds.map(roomKey))].map((key) => inRoom(key, wanted)).join(' OR ')
}

/** Keys, words and labels are letters and digits: in quotation marks they can mean nothing else. */
function inRoom(key: string, wanted: Wanted): string {
  const phrase = ({ words, isPrefix }: Term) =>
    `(words : ${words.map((word) => `"${key}${word}"`).join(' + ')}${isPrefix ? ' *' : ''})`
  const required = [
    ...labelsWanted(wanted).map((label) => `(labels : "${key}${label}")`),
    ...wanted.terms.filter(({ isExcluded }) => !isExcluded).map(phrase),
  ]
  const excluded = wanted.terms.filter(({ isExcluded }) => isExcluded).map((term) => ` NOT ${phrase(term)}`)
  return `((${required.join(' AND ')})${excluded.join('')})`
}
