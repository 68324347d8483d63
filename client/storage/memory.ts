import type { OutboxStorage, ViewStorage } from '../ports'
import type { Pending } from '../state/types'
import { createCompany } from './company'

/** Keeps the outbox as long as the program runs. Clients made with the same storage share it. */
export function memoryOutbox(): OutboxStorage {
  const accounts = new Map<string, Map<string, Pending>>()
  const company = createCompany()
  return {
    async load(accountId) {
      return { entries: [...(accounts.get(accountId)?.values() ?? [])], storageId: 'memory' }
    },
    async add(accountId, entry) {
      const entries = accounts.get(accountId) ?? new Map<string, Pending>()
      accounts.set(accountId, entries.set(entry.client_id, entry))
    },
    async change(accountId, entry) {
      const entries = accounts.get(accountId)
      if (!entries?.has(entry.client_id)) return false
      entries.set(entry.client_id, entry)
      return true
    },
    async remove(accountId, clientId) {
      accounts.get(accountId)?.delete(clientId)
    },
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
