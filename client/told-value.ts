import { writable } from './readable'

/**
 * Something of this person's own that the server tells: null until it was asked for, then kept fresh by frames. An answer
 * that is older than what is known when it comes is dropped.
 */
export function createToldValue<Value>(fetch: () => Promise<Value>) {
  const state = writable<Value | null>(null)
  /** Raised when answers on their way are older than what is known. */
  let life = 0

  return {
    state,
    receive(told: Value): void {
      life++
      state.set(told)
    },
    /** Asks for it, as after each time without a connection. Rejects when that fails. */
    async load(): Promise<void> {
      const mine = ++life
      const fetched = await fetch()
      if (mine === life) state.set(fetched)
    },
    clear(): void {
      life++
      state.set(null)
    },
  }
}
