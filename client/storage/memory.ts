import type { OutboxStorage } from '../ports'
import type { Pending } from '../state/types'

/** Keeps the outbox as long as the program runs. Clients made with the same storage share it. */
export function memoryOutbox(): OutboxStorage {
  const accounts = new Map<string, Map<string, Pending>>()
  return {
    async load(accountId) {
      return [...(accounts.get(accountId)?.values() ?? [])]
    },
    async put(accountId, entry) {
      const entries = accounts.get(accountId) ?? new Map<string, Pending>()
      accounts.set(accountId, entries.set(entry.client_id, entry))
    },
    async remove(accountId, clientId) {
      accounts.get(accountId)?.delete(clientId)
    },
  }
}
