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
  function tell() {
    for (const listener of [...listeners]) listener()
  }
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      if (batches > 0) untold.add(tell)
      else tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

let batches = 0
const untold = new Set<() => void>()

/**
 * Runs `change` and tells the listeners of all that it set only when it is done, so that whoever looks at
 * two values sees both from before or both from after. `change` must not be asynchronous.
 */
export function batch<Result>(change: () => Result): Result {
  batches++
  try {
    return change()
  } finally {
    batches--
    if (batches === 0) tellAll()
  }
}

function tellAll() {
  const telling = [...untold]
  untold.clear()
  for (const tell of telling) tell()
}
