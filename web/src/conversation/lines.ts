import type { LogState, Pending } from '#client/state/types'
import type { Message } from '#protocol/messages'
import { startOfDay } from '../ui/time'

/** Where the reader had come to when the room was opened, and how much was new then. */
export interface UnreadMark {
  afterSeq: number
  count: number
}

/** Consecutive texts of one person are drawn as one block. */
interface InBlock {
  isFirst: boolean
  isLast: boolean
}

/** What the timeline draws, from the oldest down. `key` stays the same when a pending text becomes a message. */
export type Line = { key: string } & (
  | { kind: 'unread'; count: number }
  | { kind: 'notice'; message: Message }
  | ({ kind: 'message'; message: Message } & InBlock)
  | ({ kind: 'pending'; pending: Pending } & InBlock)
)

/** The lines of one day by the clock of this device. */
export interface DayLines {
  key: string
  day: Date
  lines: readonly Line[]
}

type Held = Pick<LogState, 'messages' | 'hasOlder' | 'hasNewer'>

const blockMs = 5 * 60_000

/**
 * Puts together the part of a room's log that is held, the unread mark where it belongs into that part, and one's own
 * unacknowledged texts, which come after the newest entry.
 */
export function linesOf(
  { messages, hasOlder, hasNewer }: Held,
  allPending: readonly Pending[],
  meId: string,
  mark: UnreadMark | null,
): DayLines[] {
  const pending = hasNewer ? [] : allPending
  const unread = mark && hasOlder && (messages[0]?.seq ?? 0) > mark.afterSeq ? null : mark
  const own = new Set(messages.filter((m) => m.sender_id === meId).map((m) => m.client_id))
  const entries = [
    ...messages.map(fromMessage),
    ...pending.filter((line) => !own.has(line.client_id)).map((line) => fromPending(line, meId)),
  ]

  const days: { key: string; day: Date; lines: Line[] }[] = []
  let isUnreadPlaced = unread === null
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1]
    const after = entries[index + 1]
    if (before?.dayKey !== entry.dayKey) {
      days.push({ key: entry.dayKey, day: startOfDay(new Date(entry.writtenMs)), lines: [] })
    }
    const lines = days.at(-1)?.lines ?? []
    const startsUnread = !isUnreadPlaced && isNewFor(entry, meId, unread)
    if (unread && startsUnread) {
      lines.push({ kind: 'unread', key: 'unread', count: unread.count })
      isUnreadPlaced = true
    }
    const isFirst = startsUnread || !continues(before, entry)
    const isLast = !continues(entry, after) || (!isUnreadPlaced && isNewFor(after, meId, unread))
    lines.push(lineOf(entry, { isFirst, isLast }))
  }
  return days
}

interface Entry {
  key: string
  senderId: string
  writtenMs: number
  /** The day it was written, by the clock of this device. */
  dayKey: string
  said: Message | Pending
}

function fromMessage(message: Message): Entry {
  return {
    key: `${message.sender_id} ${message.client_id}`,
    senderId: message.sender_id,
    ...momentsOf(message.timestamp),
    said: message,
  }
}

function fromPending(line: Pending, meId: string): Entry {
  return {
    key: `${meId} ${line.client_id}`,
    senderId: meId,
    ...momentsOf(line.written_at),
    said: line,
  }
}

function lineOf({ key, said }: Entry, block: InBlock): Line {
  if ('status' in said) return { kind: 'pending', key, pending: said, ...block }
  if (said.message_type === 'text') return { kind: 'message', key, message: said, ...block }
  return { kind: 'notice', key, message: said }
}

function isText({ said }: Entry): boolean {
  return 'status' in said || said.message_type === 'text'
}

function isNewFor(entry: Entry | undefined, meId: string, unread: UnreadMark | null): boolean {
  if (!entry || !unread || 'status' in entry.said || !isText(entry)) return false
  return entry.senderId !== meId && entry.said.seq > unread.afterSeq
}

function continues(before: Entry | undefined, entry: Entry | undefined): boolean {
  if (!before || !entry || before.senderId !== entry.senderId) return false
  if (!isText(before) || !isText(entry) || before.dayKey !== entry.dayKey) return false
  return entry.writtenMs - before.writtenMs < blockMs
}

function momentsOf(timestamp: string): Pick<Entry, 'writtenMs' | 'dayKey'> {
  const written = new Date(timestamp)
  return { writtenMs: written.getTime(), dayKey: written.toDateString() }
}

/** Whether two lines are drawn alike. */
export function isSameLine(one: Line, other: Line): boolean {
  const keys = Object.keys(one) as (keyof Line)[]
  return keys.every((key) => one[key] === other[key]) && one.kind === other.kind
}

/** So many numbers of a log share a stretch. */
const stretchNumbers = 32

/** Lines that stay together, whatever is put above and below them. */
export interface Stretch {
  key: number
  lines: readonly Line[]
}

/** Cuts the lines of a day where the number of an entry says, so that each stretch is the same with every part of the log. */
export function stretchesOf(lines: readonly Line[]): Stretch[] {
  const stretches: { key: number; lines: Line[] }[] = []
  for (const line of lines) {
    const last = stretches.at(-1)
    const key = 'message' in line ? Math.floor(line.message.seq / stretchNumbers) : (last?.key ?? 0)
    if (last?.key === key) last.lines.push(line)
    else stretches.push({ key, lines: [line] })
  }
  return stretches
}
