import { describe, expect, test } from 'bun:test'
import { insertAccount, searchAccounts } from '#server/store/accounts'
import type { Store } from '#server/store/store'
import { engines } from '../harness/server'
import { newStore } from '../harness/store'

const usernames = ['alice', 'Alicia', 'mal_ice', 'malxice', 'a.b-c', 'bob']

for (const engine of engines) {
  describe(engine, () => {
    const found: [string, string[]][] = [
      ['alic', ['alice', 'Alicia']],
      ['ALIC', ['alice', 'Alicia']],
      ['ice', ['alice', 'mal_ice', 'malxice']],
      ['al', ['alice', 'Alicia', 'mal_ice', 'malxice']],
      ['_', ['mal_ice']],
      ['l_i', ['mal_ice']],
      ['%', []],
      ['a%e', []],
      ['\\', []],
      ['\\_', []],
      ["'", []],
      ['.b-', ['a.b-c']],
      ['eve', []],
    ]

    test('people are found by a literal part of their name, in any case, those it begins first', async () => {
      await using opened = await newStore(engine)
      for (const username of usernames) await add(opened.store, username)

      for (const [query, names] of found) {
        const people = await searchAccounts(opened.store, query, 20)
        expect([query, people.map(({ username }) => username)]).toEqual([query, names])
      }
    })

    test('no more are returned than asked for, and nobody who is disabled', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      for (let n = 0; n < 5; n++) await add(store, `bob${n}`)
      await store.transaction((tx) =>
        tx.db.updateTable('accounts').set({ disabled_at: 1 }).where('username', '=', 'bob1').execute(),
      )

      const people = await searchAccounts(store, 'bob', 3)

      expect(people.map(({ username }) => username)).toEqual(['bob0', 'bob2', 'bob3'])
    })
  })
}

function add(store: Store, username: string): Promise<boolean> {
  const account = { id: username.toLowerCase(), username, email: null, passwordHash: null, createdAt: 0 }
  return store.transaction((tx) => insertAccount(tx, account))
}
