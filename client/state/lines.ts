import { type Alarm, createAlarm } from '../alarm'
import type { FileBytes } from '../ports'
import { type Readable, writable } from '../readable'
import type { Pending } from './types'

/** One message on its way. */
export interface Line {
  entry: Pending
  /** The bytes of its files, by key, that this program has in memory. */
  bytes: FileBytes
  /** Found in the storage, and so in its place among what others wrote. */
  isKept: boolean
  /** How many changes of what is kept are on their way. */
  changes: number
  /** Written to the connection there is, and not answered yet. */
  isSent: boolean
  /** Durable on the server, and shown here only until the log has come so far. */
  isAcknowledged: boolean
  /** How often the server asked to try again later. */
  refusals: number
  /** Its files were uploaded once more, since the server had them no longer. */
  hasBegunAnew: boolean
  /** How often the connection there is has left it unanswered. */
  silences: number
  /** Set while it must not go out. */
  pause: Alarm
  /** Set while its answer is awaited. */
  patience: Alarm
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

interface Alarms {
  onPauseOver(): void
  onSilence(line: Line): void
}

export function newLine(
  entry: Pending,
  { onPauseOver, onSilence }: Alarms,
  bytes: FileBytes = new Map(),
): Line {
  const line: Line = {
    entry,
    bytes,
    isKept: false,
    changes: 0,
    isSent: false,
    isAcknowledged: false,
    refusals: 0,
    hasBegunAnew: false,
    silences: 0,
    pause: createAlarm(onPauseOver),
    patience: createAlarm(() => onSilence(line)),
  }
  return line
}

/** It is not on its way any more, nor to be awaited: what comes next begins afresh. */
export function calm(line: Line): void {
  line.isSent = false
  line.silences = 0
  line.pause.off()
  line.patience.off()
}

export function createLines(): Lines {
  const shown = writable<readonly Pending[]>([])
  let lines: readonly Line[] = []

  function set(next: readonly Line[]): void {
    lines = next
    const before = shown.get()
    const isSame = before.length === lines.length && lines.every(({ entry }, at) => entry === before[at])
    if (!isSame) shown.set(lines.map((line) => line.entry))
  }

  return {
    shown,
    all: () => lines,
    find: (clientId) => lines.find((line) => line.entry.client_id === clientId),
    set,
    drop(gone) {
      if (gone.length === 0) return
      for (const line of gone) calm(line)
      set(lines.filter((line) => !gone.includes(line)))
    },
    change(line, entry) {
      line.entry = entry
      set(lines)
    },
  }
}
