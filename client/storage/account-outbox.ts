import { ApiError } from '../api-error'
import type { OutboxStorage } from '../ports'
import type { Pending } from '../state/types'

/** The part of the outbox storage that belongs to whoever is signed in. */
export function createAccountOutbox(storage: OutboxStorage) {
  const writes = new Set<Promise<void>>()
  let account: string | null = null

  function requireAccount(): string {
    if (account !== null) return account
    throw new ApiError({ code: 'unauthenticated', detail: 'Sign in before you write.' })
  }

  function tracked(write: Promise<void>): Promise<void> {
    const watched = write.finally(() => writes.delete(watched))
    writes.add(watched)
    return watched
  }

  return {
    open(accountId: string): Promise<Pending[]> {
      account = accountId
      return storage.load(accountId)
    },
    close() {
      account = null
    },
    isOpenFor: (accountId: string) => account === accountId,
    /** @throws ApiError `unauthenticated` when nobody is signed in */
    put: (entry: Pending) => tracked(storage.put(requireAccount(), entry)),
    remove: (clientId: string) => tracked(storage.remove(requireAccount(), clientId)),
    /** Resolves when everything asked for so far has been written, or has failed. */
    settled: () => Promise.allSettled(writes),
  }
}
