import { describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { insertAccount } from '#server/store/accounts'
import { openStore } from '#server/store/open'
import { settleSetting } from '#server/store/settings'
import type { Store } from '#server/store/store'
import { engines } from '../harness/server'
import { newPlace, newStore, type Place } from '../harness/store'

const points = 8

for (const engine of engines) {
  describe(engine, () => {
    test('[OPS-6] opening again changes nothing and keeps what was saved', async () => {
      using place = await newPlace(engine)
      const first = await open(place)
      await first.transaction((tx) => settleSetting(tx, 'colour', 'green'))
      const before = await tableNames(first)
      await first.close()

      const second = await open(place)

      expect(await tableNames(second)).toEqual(before)
      expect(await second.transaction((tx) => settleSetting(tx, 'colour', 'red'))).toBe('green')
      await second.close()
    })

    test('[OPS-6] a start that is killed at any moment is completed by the next one', async () => {
      await using reference = await newStore(engine)
      const expected = await tableNames(reference.store)
      const statements = await countStatements(engine)
      expect(statements).toBeGreaterThan(20)

      for (let point = 0; point < points; point++) {
        using place = await newPlace(engine)
        await dieAt(place, 1 + Math.floor((point * (statements - 1)) / (points - 1)))

        const store = await open(place)
        expect(await tableNames(store)).toEqual(expected)
        expect(await store.transaction((tx) => insertAccount(tx, alice))).toBe(true)
        await store.close()
      }
    })
  })
}

test('[OPS-6] nodes that start at once on one database bring its schema up together', async () => {
  using place = await newPlace('postgres')

  const nodes = await Promise.all(Array.from({ length: 5 }, () => open(place)))

  const epochs = await Promise.all(
    nodes.map((node, n) => node.transaction((tx) => settleSetting(tx, 'epoch', `epoch ${n}`))),
  )
  expect(new Set(epochs).size).toBe(1)
  await Promise.all(nodes.map((node) => node.close()))
})

test('[OPS-6] of two that start at once on one folder, one gets it', async () => {
  using place = await newPlace('sqlite')

  const outcomes = await Promise.allSettled([open(place), open(place)])

  const opened = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(refused.map(({ name }) => name)).toEqual(['CannotOpenStore'])
  expect(opened).toHaveLength(1)
  await opened[0]?.transaction((tx) => insertAccount(tx, alice))
  await opened[0]?.close()
})

const alice = { id: 'a', username: 'alice', email: null, passwordHash: null, createdAt: 0 }

function open({ data, databaseUrl }: Place): Promise<Store> {
  return openStore({ data, databaseUrl, onError: () => {} })
}

async function tableNames({ db }: Store): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  return tables.map(({ name }) => name).toSorted()
}

async function countStatements(engine: (typeof engines)[number]): Promise<number> {
  using place = await newPlace(engine)
  const { output } = await runChild(place, 0)
  return Number(output)
}

async function dieAt(place: Place, statement: number): Promise<void> {
  const { signal } = await runChild(place, statement)
  if (signal !== 'SIGKILL') throw new Error(`the process outlived statement ${statement}`)
}

async function runChild({ data, databaseUrl }: Place, statement: number) {
  const script = join(import.meta.dir, 'die-while-opening.ts')
  const child = Bun.spawn([process.execPath, script, databaseUrl ?? data, String(statement)], {
    stderr: 'inherit',
  })
  const output = await new Response(child.stdout).text()
  await child.exited
  return { output, signal: child.signalCode }
}
