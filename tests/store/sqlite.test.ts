import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openStore } from '#server/store/open'
import { settleSetting } from '#server/store/settings'
import { newStore } from '../harness/store'

test('what is acknowledged is flushed to the disk, while readers never wait for it', async () => {
  await using opened = await newStore('sqlite')

  const pragmas = await opened.store.transaction(async ({ db }) => ({
    journal: (await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db)).rows,
    synchronous: (await sql<{ synchronous: number }>`pragma synchronous`.execute(db)).rows,
    foreignKeys: (await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(db)).rows,
  }))

  const full = 2
  expect(pragmas).toEqual({
    journal: [{ journal_mode: 'wal' }],
    synchronous: [{ synchronous: full }],
    foreignKeys: [{ foreign_keys: 1 }],
  })
})

test('nothing can be written but in a transaction', async () => {
  await using opened = await newStore('sqlite')

  const writing = opened.store.db.insertInto('settings').values({ key: 'a', value: 'b' }).execute()

  await expect(writing).rejects.toThrow('readonly')
})

test('a folder that is in use is refused in one sentence, and its first user is not disturbed', async () => {
  await using opened = await newStore('sqlite')
  const { data } = opened.place

  const second = openStore({ data, databaseUrl: null, onError: () => {} })

  await expect(second).rejects.toThrow(
    /^The data folder \S+ is in use by another Natter\. Stop that one first\.$/,
  )
  expect(await opened.store.transaction((tx) => settleSetting(tx, 'colour', 'green'))).toBe('green')
})

test('a folder can be used again once its store is closed, and holds what was saved', async () => {
  await using opened = await newStore('sqlite')
  const { data } = opened.place
  await opened.store.transaction((tx) => settleSetting(tx, 'colour', 'green'))
  await opened.store.close()

  const again = await openStore({ data, databaseUrl: null, onError: () => {} })

  expect(await again.transaction((tx) => settleSetting(tx, 'colour', 'red'))).toBe('green')
  await again.close()
})

test('when the disk refuses a commit, everyone in it is told, and later ones succeed', async () => {
  await using opened = await newStore('sqlite')
  const { store } = opened
  const pages = await store.transaction(async ({ db }) => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
    return rows[0]?.page_count ?? 0
  })
  await store.transaction(({ db }) => sql.raw(`pragma max_page_count = ${pages}`).execute(db))

  const outcomes = await Promise.allSettled(
    Array.from({ length: 4 }, (_, n) =>
      store.transaction((tx) => settleSetting(tx, `large ${n}`, 'x'.repeat(1_000_000))),
    ),
  )

  expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('rejected'))
  await store.transaction(({ db }) => sql.raw('pragma max_page_count = 1000000').execute(db))
  expect(await store.transaction((tx) => settleSetting(tx, 'large 0', 'small'))).toBe('small')
  expect(
    new Database(join(opened.place.data, 'natter.db'), { readonly: true })
      .query('pragma integrity_check')
      .get(),
  ).toEqual({ integrity_check: 'ok' })
})
