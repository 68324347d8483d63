import { describe, expect, test } from 'bun:test'
import { readSetting, settleSetting } from '#server/store/settings'
import type { Transaction } from '#server/store/store'
import { engines } from '../harness/server'
import { newStore } from '../harness/store'

for (const engine of engines) {
  describe(engine, () => {
    test('what a transaction did is there once it has resolved', async () => {
      await using opened = await newStore(engine)
      const { store } = opened

      const value = await store.transaction((tx) => settleSetting(tx, 'colour', 'green'))

      expect(value).toBe('green')
      expect(await readSetting(store, 'colour')).toBe('green')
    })

    test('a transaction that rejects rejects with its own error and has changed nothing', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      const refusal = new Error('no')

      const refused = store.transaction(async (tx) => {
        await settleSetting(tx, 'colour', 'green')
        await settleSetting(tx, 'shape', 'round')
        throw refusal
      })

      expect(refused).rejects.toBe(refusal)
      await refused.catch(() => {})
      expect(await readSetting(store, 'colour')).toBeNull()
      expect(await readSetting(store, 'shape')).toBeNull()
    })

    test('a transaction whose statement the database refuses rejects, and the next one works', async () => {
      await using opened = await newStore(engine)
      const { store } = opened

      const refused = store.transaction(async (tx) => {
        await settleSetting(tx, 'colour', 'green')
        await tx.db.insertInto('settings').values({ key: 'colour', value: 'red' }).execute()
      })

      expect(await outcome(refused)).toBe('rejected')
      expect(await store.transaction((tx) => settleSetting(tx, 'colour', 'blue'))).toBe('blue')
    })

    test('[F06] a transaction that comes when the store is closed is refused, and nobody else hears of it', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      await store.close()

      expect(await outcome(store.transaction((tx) => settleSetting(tx, 'colour', 'green')))).toBe('rejected')
      // What goes wrong beside it would end the process.
      await Bun.sleep(10)
    })

    test('of transactions that wait together each stands or falls by itself', async () => {
      await using opened = await newStore(engine)
      const { store } = opened

      const outcomes = await Promise.all(
        Array.from({ length: 60 }, (_, n) =>
          outcome(
            store.transaction(async (tx) => {
              await settleSetting(tx, `key ${n}`, String(n))
              if (n % 3 === 0) throw new Error('every third')
            }),
          ),
        ),
      )

      const rows = await store.db.selectFrom('settings').select('key').execute()
      expect(outcomes.filter((text) => text === 'rejected')).toHaveLength(20)
      expect(new Set(rows.map((row) => row.key))).toEqual(
        new Set(outcomes.flatMap((text, n) => (text === 'resolved' ? [`key ${n}`] : []))),
      )
    })

    test('three hundred transactions at once are all carried out, none twice', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      await store.transaction((tx) => settleSetting(tx, 'count', '0'))

      await Promise.all(
        Array.from({ length: 300 }, () =>
          store.transaction(async (tx) => {
            const { value } = await tx.db
              .selectFrom('settings')
              .select('value')
              .where('key', '=', 'count')
              .modifyEnd(tx.rowLock)
              .executeTakeFirstOrThrow()
            const next = { value: String(Number(value) + 1) }
            await tx.db.updateTable('settings').set(next).where('key', '=', 'count').execute()
          }),
        ),
      )

      expect(await readSetting(store, 'count')).toBe('300')
    })

    test('nobody sees what is not committed, and everybody what is', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      const seen: (string | null)[] = []

      await store.transaction(async (tx) => {
        await settleSetting(tx, 'colour', 'green')
        seen.push(await readSetting(store, 'colour'))
        seen.push(await readSetting(tx, 'colour'))
      })
      seen.push(await readSetting(store, 'colour'))

      expect(seen).toEqual([null, 'green', 'green'])
    })

    test('after-commit work runs after the commit and before the caller is told', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      const happened: string[] = []

      await store.transaction(async (tx) => {
        await settleSetting(tx, 'colour', 'green')
        tx.afterCommit(() => happened.push('first'))
        tx.afterCommit(() => happened.push('second'))
        await readSetting(tx, 'colour')
        happened.push('work')
      })
      happened.push('told')

      expect(happened).toEqual(['work', 'first', 'second', 'told'])
    })

    test('when after-commit work runs, everyone can read what was committed', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      let reading: Promise<string | null> | null = null

      await store.transaction(async (tx) => {
        await settleSetting(tx, 'colour', 'green')
        tx.afterCommit(() => {
          reading = readSetting(store, 'colour')
        })
      })

      expect(await (reading as Promise<string | null> | null)).toBe('green')
    })

    test('after-commit work of a transaction that rejects never runs', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      const happened: string[] = []
      const note = (name: string) => async (tx: Transaction) => {
        await settleSetting(tx, name, name)
        tx.afterCommit(() => happened.push(name))
        if (name === 'refused') throw new Error('no')
      }

      await Promise.all(['before', 'refused', 'after'].map((name) => outcome(store.transaction(note(name)))))

      expect(happened.toSorted()).toEqual(['after', 'before'])
    })

    test('transactions that take turns on a row announce in the order of their commits', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      await store.transaction((tx) => settleSetting(tx, 'count', '0'))
      const announced: number[] = []

      await Promise.all(
        Array.from({ length: 200 }, () =>
          store.transaction(async (tx) => {
            const row = tx.db.selectFrom('settings').select('value').where('key', '=', 'count')
            const { value } = await row.modifyEnd(tx.rowLock).executeTakeFirstOrThrow()
            const next = Number(value) + 1
            await tx.db
              .updateTable('settings')
              .set({ value: String(next) })
              .where('key', '=', 'count')
              .execute()
            tx.afterCommit(() => announced.push(next))
          }),
        ),
      )

      expect(announced).toEqual(Array.from({ length: 200 }, (_, n) => n + 1))
    })

    test('after-commit work that fails is reported and harms nobody', async () => {
      await using opened = await newStore(engine)
      const { store, failures } = opened
      const happened: string[] = []
      const failure = new Error('the bus is down')

      await store.transaction(async (tx) => {
        await settleSetting(tx, 'colour', 'green')
        tx.afterCommit(() => {
          throw failure
        })
        tx.afterCommit(() => happened.push('the next'))
      })

      expect(failures).toEqual([failure])
      expect(happened).toEqual(['the next'])
      expect(await readSetting(store, 'colour')).toBe('green')
    })

    test('closing waits for the transactions that were begun', async () => {
      const { store, place, failures } = await newStore(engine)
      using _ = place
      const happened: string[] = []
      const working = Array.from({ length: 40 }, (_, n) =>
        store
          .transaction(async (tx) => {
            for (let step = 0; step < 5; step++) await settleSetting(tx, `${n}.${step}`, 'done')
          })
          .then(() => happened.push('saved')),
      )

      await store.close().then(() => happened.push('closed'))
      await Promise.all(working)

      expect(happened).toHaveLength(41)
      expect(happened.at(-1)).toBe('closed')
      expect(failures).toEqual([])
    })
  })
}

function outcome(work: Promise<unknown>): Promise<'resolved' | 'rejected'> {
  return work.then(
    () => 'resolved',
    () => 'rejected',
  )
}
