import { ApiError } from '../api-error'
import type { Companions, FileBytes, Kept, OutboxNews, OutboxStorage } from '../ports'
import type { Pending } from '../state/types'

/** The part of the outbox storage that belongs to whoever is signed in. The others who share it hear of each change. */
export function createAccountOutbox(storage: OutboxStorage) {
  const writes = new Set<Promise<unknown>>()
  let account: { id: string; companions: Companions } | null = null

  function requireAccount() {
    if (account !== null) return account
    throw new ApiError({ code: 'unauthenticated', detail: 'Sign in before you write.' })
  }

  async function write<Result>(change: (accountId: string) => Promise<Result>): Promise<Result> {
    const { id, companions } = requireAccount()
    const writing = change(id)
    writes.add(writing)
    try {
      const result = await writing
      if (account?.companions === companions) companions.tell({ type: 'changed' })
      return result
    } finally {
      writes.delete(writing)
    }
  }

  return {
    open(accountId: string, onNews: (news: OutboxNews) => void) {
      account = { id: accountId, companions: storage.join(accountId, onNews) }
    },
    close() {
      account?.companions.leave()
      account = null
    },
    /** @throws ApiError `unauthenticated` when nobody is signed in, as everything below does. */
    requireAccount,
    load: async (): Promise<Kept> => storage.load(requireAccount().id),
    add: (entry: Pending, files: FileBytes) => write((id) => storage.add(id, entry, files)),
    change: (entry: Pending) => write((id) => storage.change(id, entry)),
    remove: (clientId: string) => write((id) => storage.remove(id, clientId)),
    bytes: async (key: string): Promise<Blob | null> => storage.bytes(requireAccount().id, key),
    companions: () => requireAccount().companions,
    /** Resolves when everything asked for so far has been written, or has failed. */
    settled: () => Promise.allSettled(writes),
  }
}
export type AccountOutbox = ReturnType<typeof createAccountOutbox>
