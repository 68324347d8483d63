import { type Alarm, createAlarm } from '../alarm'
import { type Readable, writable } from '../readable'
import type { Pending } from './types'

/** One message on its way. */
export interface Line {
  entry: Pending
  /** Kept by the storage: only then may it go out. */
  isKept: boolean
  /** Written to the connection there is, and not answered yet. */
  isSent: boolean
  /** Durable on the server, and shown here only until the log has come so far. */
  isAcknowledged: boolean
  /** How often the server asked to try again later. */
  refusals: number
  /** Set while it must not go out. */
  pause: Alarm
}

/** Own messages that are not in their logs yet, oldest first, and what of them is shown. */
export interface Lines {
  readonly shown: Readable<readonly Pending[]>
  all(): readonly Line[]
  find(clientId: string): Line | undefined
  set(next: readonly Line[]): void
  drop(gone: readonly Line[]): void
  change(line: Line, entry: Pending): void
}

export function newLine(entry: Pending, onPauseOver: () => void): Line {
  const pause = createAlarm(onPauseOver)
  return { entry, isKept: false, isSent: false, isAcknowledged: false, refusals: 0, pause }
}

export function createLines(): Lines {
  const shown = writable<readonly Pending[]>([])
  let lines: readonly Line[] = []

  function set(next: readonly Line[]): void {
    lines = next
    shown.set(lines.map((line) => line.entry))
  }

  return {
    shown,
    all: () => lines,
    find: (clientId) => lines.find((line) => line.entry.client_id === clientId),
    set,
    drop(gone) {
      if (gone.length === 0) return
      for (const line of gone) line.pause.off()
      set(lines.filter((line) => !gone.includes(line)))
    },
    change(line, entry) {
      line.entry = entry
      set(lines)
    },
  }
}
