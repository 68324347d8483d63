/** A value that can be read at any time and watched. React reads it with `useSyncExternalStore`. */
export interface Readable<Value> {
  get(): Value
  /** Calls `listener` after each change until the returned function is called. */
  subscribe(listener: () => void): () => void
}

export interface Writable<Value> extends Readable<Value> {
  set(value: Value): void
}

/** Values are replaced, never mutated: a listener compares by identity. */
export function writable<Value>(initial: Value): Writable<Value> {
  const listeners = new Set<() => void>()
  let value = initial
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
