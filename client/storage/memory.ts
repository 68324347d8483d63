import type { OutboxStorage, ViewStorage } from '../ports'
import type { Pending } from '../state/types'
import { createCompany } from './company'
import { keysOf, stillThere } from './entry-files'

/** Keeps the outbox as long as the program runs. Clients made with the same storage share it. */
export function memoryOutbox(): OutboxStorage {
  const accounts = new Map<string, Map<string, Pending>>()
  const files = new Map<string, Blob>()
  const company = createCompany()
  return {
    async load(accountId) {
      return { entries: [...(accounts.get(accountId)?.values() ?? [])], storageId: 'memory' }
    },
    async add(accountId, entry, bytes = new Map()) {
      const entries = accounts.get(accountId) ?? new Map<string, Pending>()
      accounts.set(accountId, entries.set(entry.client_id, entry))
      for (const [key, file] of bytes) files.set(`${accountId} ${key}`, file)
    },
    async change(accountId, entry) {
      const entries = accounts.get(accountId)
      const before = entries?.get(entry.client_id)
      if (!entries || !before) return false
      const attachments = stillThere(entry, before)
      entries.set(entry.client_id, { ...entry, attachments })
      for (const key of keysOf(before))
        if (!keysOf({ attachments }).includes(key)) files.delete(`${accountId} ${key}`)
      return true
    },
    async remove(accountId, clientId) {
      const entry = accounts.get(accountId)?.get(clientId)
      accounts.get(accountId)?.delete(clientId)
      if (entry) for (const key of keysOf(entry)) files.delete(`${accountId} ${key}`)
    },
    async clear(accountId) {
      accounts.delete(accountId)
      for (const key of files.keys()) if (key.startsWith(`${accountId} `)) files.delete(key)
    },
    bytes: async (accountId, key) => files.get(`${accountId} ${key}`) ?? null,
    join: company.join,
  }
}

/** Keeps what was seen last as long as the program runs, in the form in which a device would. */
export function memoryView(): ViewStorage {
  const kept = new Map<string, string>()
  const read = (key: string) => JSON.parse(kept.get(key) ?? 'null')
  return {
    load: async () => read('last'),
    loadLog: async (roomId) => read(`log ${roomId}`),
    async save(view, log) {
      kept.set('last', JSON.stringify(view))
      if (log) kept.set(`log ${log.room_id}`, JSON.stringify(log))
    },
    async dropLog(roomId) {
      kept.delete(`log ${roomId}`)
    },
    clear: async () => kept.clear(),
  }
}

/** For programs that need not show anything early. */
export const noView: ViewStorage = {
  load: async () => null,
  loadLog: async () => null,
  save: async () => {},
  dropLog: async () => {},
  clear: async () => {},
}
