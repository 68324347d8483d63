import type { ViewStorage } from '../ports'

/**
 * The same storage, which reads at once what it is asked for first: the view, and the log of a room if one is to be seen.
 * The browser reads it meanwhile, so it is here when the rest of the program is.
 */
export function readAhead(storage: ViewStorage, roomId: string | null): ViewStorage {
  let view: Promise<unknown> | null = begun(storage.load())
  let log = roomId === null ? null : begun(storage.loadLog(roomId))
  return {
    ...storage,
    load() {
      const ahead = view
      view = null
      return ahead ?? storage.load()
    },
    loadLog(asked) {
      if (asked !== roomId) return storage.loadLog(asked)
      const ahead = log
      log = null
      return ahead ?? storage.loadLog(asked)
    },
  }
}

/** Whoever asks for it is told that it failed; until then nobody is. */
function begun(reading: Promise<unknown>): Promise<unknown> {
  reading.catch(() => {})
  return reading
}
