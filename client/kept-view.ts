import { createAlarm } from './alarm'
import type { ViewStorage } from './ports'
import { type KeptLog, type KeptView, keptLog, keptView } from './state/kept-view'

interface Needs {
  storage: ViewStorage
  /** What is to be seen now; null while there is nothing worth keeping. */
  describe(): { view: KeptView; log: KeptLog | null } | null
}

/** So long after a change it is kept, with all that changed meanwhile. */
const afterMs = 1_000

/** Keeps what is seen last. Where it cannot be kept or read, the server is waited for as ever. */
export function createKeptView({ storage, describe }: Needs) {
  const later = createAlarm(() => void save())

  async function save(): Promise<void> {
    const seen = describe()
    if (seen) await storage.save(seen.view, seen.log).catch(goOn)
  }

  return {
    changed: () => later.set(afterMs),
    /** Keeps at once what waits for its second. */
    flush: later.ring,
    rest: later.off,
    async load(): Promise<KeptView | null> {
      const read = keptView.safeParse(await storage.load().catch(goOn))
      return read.success ? read.data : null
    },
    async loadLog(roomId: string): Promise<KeptLog | null> {
      const read = keptLog.safeParse(await storage.loadLog(roomId).catch(goOn))
      return read.success ? read.data : null
    },
    /** The room is gone for this person, and what was said there with it. */
    dropLog: (roomId: string) => void storage.dropLog(roomId).catch(goOn),
    /** Nobody is signed in any more: what was theirs must not stay on the device. */
    clear(): void {
      later.off()
      void storage.clear().catch(goOn)
    },
  }
}
export type KeptViewStore = ReturnType<typeof createKeptView>

function goOn(): null {
  return null
}
