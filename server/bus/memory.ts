import type { Bus, BusEvent } from './bus'

/** The bus of a single node: listeners hear an event before `publish` returns. */
export function createMemoryBus(): Bus {
  const listeners = new Set<(event: BusEvent) => void>()
  return {
    publish(event) {
      for (const listener of listeners) listener(event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
