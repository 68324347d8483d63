import { z } from 'zod'
import type { ViewStorage } from '../ports'

/** Every page of the site reads all that is in this kind of storage when it begins, and a browser allows 5 million. */
const mostCharacters = 500_000

const copy = z.object({ view: z.unknown(), log: z.nullable(z.looseObject({ room_id: z.string() })) })
type Copy = z.infer<typeof copy>

/**
 * The same storage, with a copy of what was saved last where it can be read at once: a database takes a browser longer to open than a
 * room to draw.
 * @param key where the copy is, in `localStorage`
 */
export function readAtOnce(storage: ViewStorage, key: string): ViewStorage {
  function read(): Copy | null {
    const text = localStorage.getItem(key)
    return text === null ? null : copy.parse(JSON.parse(text))
  }

  function keep(text: string): void {
    localStorage.removeItem(key)
    if (text.length > mostCharacters) return
    try {
      localStorage.setItem(key, text)
    } catch (error) {
      // Without room for a copy the database is read.
      if (!(error instanceof DOMException)) throw error
    }
  }

  return {
    async load() {
      return read()?.view ?? storage.load()
    },
    async loadLog(roomId) {
      const log = read()?.log
      return log?.room_id === roomId ? log : storage.loadLog(roomId)
    },
    async save(view, log) {
      keep(JSON.stringify({ view, log }))
      await storage.save(view, log)
    },
    async dropLog(roomId) {
      if (read()?.log?.room_id === roomId) localStorage.removeItem(key)
      await storage.dropLog(roomId)
    },
    async clear() {
      localStorage.removeItem(key)
      await storage.clear()
    },
  }
}
