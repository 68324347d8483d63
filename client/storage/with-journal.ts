import type { FileBytes, OutboxStorage } from '../ports'
import type { Pending } from '../state/types'

/** What a `Storage` of the browser has of the journal. */
type Journal = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>

const prefix = 'natter.unkept.'

/**
 * Keeps an entry from the moment on at which it is added. A database of the browser has it some time later, and not at all
 * if the page goes before; until then it stands in a journal that takes it at once, and comes from there into the database
 * of the next page. An entry with files is too large for that.
 * @param journal survives the page, such as `localStorage`
 */
export function withJournal(storage: OutboxStorage, journal: Journal): OutboxStorage {
  /** Accounts for which what another page left behind was brought in. */
  const isComplete = new Set<string>()

  function note(accountId: string, entry: Pending): void {
    try {
      journal.setItem(keyOf(accountId, entry.client_id), JSON.stringify(entry))
    } catch {
      // Without space in the journal there may be some in the database.
    }
  }

  function keysOf(accountId: string): string[] {
    const keys = Array.from({ length: journal.length }, (_, at) => journal.key(at) ?? '')
    return keys.filter((key) => key.startsWith(keyOf(accountId, '')))
  }

  /** The entries that pages left behind, oldest first. */
  function leftBehind(accountId: string): Pending[] {
    const texts = keysOf(accountId).map((key) => journal.getItem(key))
    const entries = texts.flatMap((text): Pending[] => (text === null ? [] : [JSON.parse(text)]))
    return entries.toSorted((one, other) => one.written_at.localeCompare(other.written_at))
  }

  /** Without space in the database they stay where they are until the next time it is looked at. */
  async function bringIn(accountId: string): Promise<void> {
    try {
      for (const entry of leftBehind(accountId)) await add(accountId, entry)
      isComplete.add(accountId)
    } catch {}
  }

  async function add(accountId: string, entry: Pending, files?: FileBytes) {
    await storage.add(accountId, entry, files)
    journal.removeItem(keyOf(accountId, entry.client_id))
  }

  return {
    ...storage,
    async load(accountId) {
      if (!isComplete.has(accountId)) await bringIn(accountId)
      return storage.load(accountId)
    },
    add(accountId, entry, files) {
      if (entry.attachments.length === 0) note(accountId, entry)
      return add(accountId, entry, files)
    },
    remove(accountId, clientId) {
      journal.removeItem(keyOf(accountId, clientId))
      return storage.remove(accountId, clientId)
    },
    clear(accountId) {
      for (const key of keysOf(accountId)) journal.removeItem(key)
      return storage.clear(accountId)
    },
    join(accountId, onNews) {
      isComplete.delete(accountId)
      return storage.join(accountId, onNews)
    },
  }
}

function keyOf(accountId: string, clientId: string): string {
  return `${prefix}${accountId}.${clientId}`
}
