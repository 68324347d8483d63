import type { SyncPage } from '#protocol/frames'
import type { Message, MessagePage } from '#protocol/messages'

/**
 * The part of a room's log this device holds. `messages` has no gap and ends at `cursor`; whatever comes too
 * early waits in `beyond`. Values are replaced, never mutated.
 */
export interface HeldLog {
  readonly messages: readonly Message[]
  readonly hasOlder: boolean
  /** Everything up to this number has been applied. */
  readonly cursor: number
  /** The newest number known to exist. Larger than `cursor` means that something is missing. */
  readonly head: number
  readonly beyond: ReadonlyMap<number, Message>
}

/** What a step made of a log, and which entries it added to the end, in order. */
export interface Step {
  readonly log: HeldLog
  readonly applied: readonly Message[]
}

/** More than this many early entries are not kept: the pages that fill the gap bring them again. */
const mostBeyond = 256

/** Begins with the newest page of history, which is newest first. */
export function startLog(page: MessagePage): HeldLog {
  const messages = page.messages.toReversed()
  const cursor = messages.at(-1)?.seq ?? page.head
  return {
    messages,
    hasOlder: page.has_older,
    cursor,
    head: Math.max(page.head, cursor),
    beyond: new Map(),
  }
}

/** Takes one entry: seen before is ignored, the next is applied, a later one waits for those between. */
export function receiveMessage(log: HeldLog, message: Message): Step {
  if (message.seq <= log.cursor) return { log, applied: [] }
  return advance(log, log.cursor, message.seq, [message])
}

/** Takes a page, which is complete from `after` to `to` even where numbers are missing in it. */
export function receivePage(log: HeldLog, page: SyncPage): Step {
  const isJoined = page.after <= log.cursor
  return advance(log, isJoined ? Math.max(log.cursor, page.to) : log.cursor, page.head, page.messages)
}

/** Puts the page before the oldest entry in front. */
export function prependPage(log: HeldLog, page: MessagePage): HeldLog {
  const oldest = log.messages[0]?.seq ?? log.cursor + 1
  const older = page.messages.filter((message) => message.seq < oldest).toReversed()
  return { ...log, messages: [...older, ...log.messages], hasOlder: page.has_older }
}

export function isBehind(log: HeldLog): boolean {
  return log.head > log.cursor
}

/** Applies what is now in order: all that is known up to `complete`, then as far as the numbers follow on. */
function advance(log: HeldLog, complete: number, head: number, incoming: readonly Message[]): Step {
  const known = new Map(log.beyond)
  for (const message of incoming) if (message.seq > log.cursor) known.set(message.seq, message)

  const applied = [...known.values()]
    .filter((message) => message.seq <= complete)
    .sort((left, right) => left.seq - right.seq)
  let cursor = complete
  for (let next = known.get(cursor + 1); next; next = known.get(cursor + 1)) {
    applied.push(next)
    cursor++
  }
  const step = {
    ...log,
    messages: applied.length === 0 ? log.messages : [...log.messages, ...applied],
    cursor,
    head: Math.max(log.head, head, cursor),
    beyond: keepNearest(known, cursor),
  }
  return { log: step, applied }
}

function keepNearest(known: ReadonlyMap<number, Message>, cursor: number): ReadonlyMap<number, Message> {
  const beyond = [...known].filter(([seq]) => seq > cursor)
  if (beyond.length <= mostBeyond) return new Map(beyond)
  return new Map(beyond.sort(([left], [right]) => left - right).slice(0, mostBeyond))
}
