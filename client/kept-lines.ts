import { createAlarm } from './alarm'
import { backOffMs } from './back-off'
import type { Kept, OutboxNews, OutboxStorage } from './ports'
import { batch } from './readable'
import type { Line, Lines } from './state/lines'
import { inOrder } from './state/reconcile'
import type { Pending } from './state/types'
import { createAccountOutbox } from './storage/account-outbox'

interface Needs {
  storage: OutboxStorage
  lines: Lines
  make(entry: Pending): Line
  /** Whether the server is known to have it. */
  isStored(entry: Pending): boolean
  isMyTurn(): boolean
  /** The lines are as they are kept. */
  onFresh(): void
}

/**
 * Keeps lines on this device, and shows what others who share the storage keep there. Only what was found in the
 * storage is in its place, so everything written is looked up there before it goes out.
 */
export function createKeptLines(needs: Needs) {
  const { lines } = needs
  const kept = createAccountOutbox(needs.storage)
  /** Client ids that are settled or discarded, until they are seen to be gone from the storage. */
  const gone = new Set<string>()
  let storageId: string | null = null
  /** Raised when what is on its way belongs to somebody else. */
  let life = 0
  let isWanted = false
  let running = false
  let isLoaded = false
  let failures = 0
  const lookAgain = createAlarm(refresh)

  /** Loads what is kept, again if that is asked for while it is on its way. */
  function refresh(): void {
    isWanted = true
    if (!running) void run()
  }

  async function run(): Promise<void> {
    running = true
    while (isWanted) {
      isWanted = false
      await look()
    }
    running = false
  }

  async function look(): Promise<void> {
    const mine = life
    const found = await kept.load().catch(() => null)
    if (mine !== life) return
    batch(() => (found ? take(found) : goOnFromMemory()))
    isLoaded = true
    needs.onFresh()
  }

  /** The storage cannot be read, now or ever: it is looked at again, and nobody waits for that. */
  function goOnFromMemory(): void {
    for (const line of lines.all()) if (!line.isKept) sendFromMemory(line)
    lookAgain.set(backOffMs(failures++, Math.random()))
  }

  function take({ entries, storageId: id }: Kept): void {
    failures = 0
    lookAgain.off()
    const there = new Map(entries.map((entry) => [entry.client_id, entry]))
    const missing = lines.all().filter((line) => !line.isAcknowledged && !there.has(line.entry.client_id))
    if (storageId !== null && storageId !== id) for (const line of missing) keepAgain(line)
    else lines.drop(missing.filter((line) => line.isKept && line.entry.is_kept))
    storageId = id

    for (const entry of entries) if (isNews(entry)) gone.add(entry.client_id)
    for (const clientId of gone) if (!there.has(clientId)) gone.delete(clientId)
    if (needs.isMyTurn()) for (const clientId of gone) void forget(clientId)

    const shown = entries.filter((entry) => !gone.has(entry.client_id))
    lines.set(inOrder(lines.all(), shown, needs.make))
    for (const line of lines.all()) matchTo(line, there.get(line.entry.client_id))
  }

  /** An entry that somebody else has kept, and that the server turns out to have. */
  function isNews(entry: Pending): boolean {
    return !lines.find(entry.client_id) && needs.isStored(entry)
  }

  function matchTo(line: Line, entry: Pending | undefined): void {
    if (!entry || !line.entry.is_kept || line.changes > 0) return
    line.isKept = true
    if (JSON.stringify(line.entry) !== JSON.stringify(entry)) lines.change(line, entry)
  }

  /** The storage was emptied while this program ran: what is in memory is written into the new one. */
  function keepAgain(line: Line): void {
    line.isKept = false
    line.changes = 0
    if (line.entry.is_kept) void write(line)
  }

  /** This device cannot keep it, and the person is shown so. It goes out all the same. */
  function sendFromMemory(line: Line): void {
    lines.change(line, { ...line.entry, is_kept: false })
  }

  async function write(line: Line): Promise<void> {
    const { entry } = line
    try {
      await kept.add(entry, line.bytes)
      if (line.entry !== entry && line.entry.is_kept) await kept.change(line.entry)
    } catch {
      sendFromMemory(line)
    }
    refresh()
  }

  /** Shows a new line. Resolves when it is kept, or shown not to be. */
  function add(line: Line): Promise<void> {
    kept.requireAccount()
    gone.delete(line.entry.client_id)
    lines.set([...lines.all(), line])
    return write(line)
  }

  /** Changes a line, and what is kept of it unless that was removed by somebody else: then the line goes as well. */
  async function change(line: Line, entry: Pending): Promise<void> {
    lines.change(line, entry)
    if (!line.isKept || line.isAcknowledged || !entry.is_kept) return needs.onFresh()
    line.changes++
    try {
      // A line whose entry is gone stays unsent until the look at the storage that follows.
      if (await kept.change(entry)) line.changes--
    } catch {
      line.changes--
      sendFromMemory(line)
    }
    refresh()
  }

  /** Removes what is settled. What stays because that failed is sent again one day, and settled by its client id. */
  function forget(clientId: string): Promise<void> {
    return kept.remove(clientId).catch(() => {})
  }

  return {
    refresh,
    add,
    change,
    open(accountId: string, onNews: (news: OutboxNews) => void) {
      kept.open(accountId, onNews)
      refresh()
    },
    close() {
      life++
      lookAgain.off()
      isLoaded = false
      storageId = null
      gone.clear()
      kept.close()
    },
    /** Whether all that waits is among the lines, as far as the storage gives it away. */
    isLoaded: () => isLoaded,
    /** Nothing is looked at again by itself from now on. */
    rest: lookAgain.off,
    /** The server has it. Whoever sends removes it, so that the one who awaits the answer does not lose it before. */
    settled({ entry }: Line) {
      gone.add(entry.client_id)
      if (needs.isMyTurn() || !entry.is_kept) void forget(entry.client_id)
    },
    remove(clientId: string): Promise<void> {
      gone.add(clientId)
      return kept.remove(clientId)
    },
    /** The bytes of a file of a line; null where this device has them no longer. */
    bytes: async ({ bytes }: Line, key: string): Promise<Blob | null> => bytes.get(key) ?? kept.bytes(key),
    companions: kept.companions,
    written: kept.settled,
  }
}
