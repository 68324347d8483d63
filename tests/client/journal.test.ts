import { expect, test } from 'bun:test'
import type { OutboxStorage } from '#client/ports'
import type { Pending } from '#client/state/types'
import { memoryOutbox } from '#client/storage/memory'
import { withJournal } from '#client/storage/with-journal'
import { checkCompany, checkOutboxStorage, file, line } from './outbox-storage'

/** What a browser has for its pages, in memory. `space` is how many entries fit in. */
function memoryJournal(space = Number.POSITIVE_INFINITY) {
  const entries = new Map<string, string>()
  return {
    entries,
    get length() {
      return entries.size
    },
    key: (at: number) => [...entries.keys()][at] ?? null,
    getItem: (key: string) => entries.get(key) ?? null,
    removeItem: (key: string) => void entries.delete(key),
    setItem(key: string, text: string) {
      if (entries.size >= space) throw new DOMException('full', 'QuotaExceededError')
      entries.set(key, text)
    },
  }
}

/** The database of a page that goes before it has kept anything. */
function gone(): OutboxStorage {
  return { ...memoryOutbox(), add: () => new Promise(() => {}) }
}

const written = (clientId: string, content: string, second: number): Pending => ({
  ...line(clientId, content),
  written_at: new Date(second * 1000).toISOString(),
})
const contents = async (storage: OutboxStorage, account: string) =>
  (await storage.load(account)).entries.map(({ content }) => content)

test('[UI-2] an outbox with a journal keeps what it should, and nothing stays in the journal', async () => {
  const journal = memoryJournal()
  const storage = withJournal(memoryOutbox(), journal)
  expect(await checkOutboxStorage(() => storage)).toEqual([])
  expect(await checkCompany(() => storage)).toEqual([])
  expect(journal.entries.size).toBe(0)
})

test('[F37] what a page wrote that went before its database had it is in the next one, in its order, for its account', async () => {
  const journal = memoryJournal()
  const left = withJournal(gone(), journal)
  void left.add('alice', written('c', 'first', 1))
  void left.add('alice', written('a', 'second', 2))
  void left.add('alice', written('b', 'third', 3))
  void left.add('eve', written('d', 'of eve', 4))

  const storage = withJournal(memoryOutbox(), journal)
  expect(await contents(storage, 'bob')).toEqual([])
  expect(await contents(storage, 'alice')).toEqual(['first', 'second', 'third'])
  expect([...journal.entries.keys()]).toEqual(['natter.unkept.eve.d'])
  expect(await contents(storage, 'eve')).toEqual(['of eve'])
  expect(journal.entries.size).toBe(0)
})

test('[F37] what was settled before the database had it does not come back', async () => {
  const journal = memoryJournal()
  const left = withJournal(gone(), journal)
  void left.add('alice', line('a', 'sent'))
  await left.remove('alice', 'a')
  expect(await contents(withJournal(memoryOutbox(), journal), 'alice')).toEqual([])
})

test('[ACC-10] nothing of a cleared account is left in the journal', async () => {
  const journal = memoryJournal()
  const storage = withJournal(gone(), journal)
  void storage.add('alice', line('a', 'private'))
  void storage.add('bob', line('b', 'of bob'))
  await storage.clear('alice')
  expect([...journal.entries.keys()]).toEqual(['natter.unkept.bob.b'])
})

test('[F37] what a full database does not take is in the journal, and is brought in at the next sign-in', async () => {
  const journal = memoryJournal()
  const kept = memoryOutbox()
  let isFull = true
  const add: OutboxStorage['add'] = (...args) =>
    isFull ? Promise.reject(new Error('full')) : kept.add(...args)
  const storage = withJournal({ ...kept, add }, journal)
  expect(await contents(storage, 'alice')).toEqual([])
  expect(storage.add('alice', line('a', 'kept after all'))).rejects.toThrow('full')
  expect(await contents(storage, 'alice')).toEqual([])

  storage.join('alice', () => {}).leave()
  expect(await contents(storage, 'alice')).toEqual([])
  isFull = false
  expect(await contents(storage, 'alice')).toEqual(['kept after all'])
  expect(journal.entries.size).toBe(0)
})

test('[F37] what has no place in the journal is kept by the database, and what has files is not put into it', async () => {
  const storage = withJournal(memoryOutbox(), memoryJournal(0))
  await storage.add('alice', line('a', 'kept'))
  expect(await contents(storage, 'alice')).toEqual(['kept'])

  const journal = memoryJournal()
  void withJournal(gone(), journal).add('alice', {
    ...line('b', 'a picture'),
    attachments: [{ ...file, key: 'one' }],
  })
  expect(journal.entries.size).toBe(0)
})
