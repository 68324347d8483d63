import type { SyncPage } from '#protocol/frames'
import type { Message, MessagePage } from '#protocol/messages'
import { byChange, isChange, isRenaming, withChange } from './with-change'

/**
 * The part of a room's log this device holds: all entries from the first of `messages` to the last, in order of birth, as
 * they are at `cursor`. Whatever comes too early waits in `beyond` under its number. Values are replaced, never mutated.
 */
export interface HeldLog {
  readonly messages: readonly Message[]
  readonly hasOlder: boolean
  /** The part held ends before the newest entry. Births go by, and count, without being shown. */
  readonly hasNewer: boolean
  /** Every birth and change up to this number has been applied. */
  readonly cursor: number
  /** The newest number known to exist. Larger than `cursor` means that something is missing. */
  readonly head: number
  readonly beyond: ReadonlyMap<number, Message>
  /** While a page is on its way: what was applied since it was asked for, which it may not show yet. Else null. */
  readonly meanwhile: readonly Message[] | null
}

/** What a step made of a log, and which births and changes it applied, in order. */
export interface Step {
  readonly log: HeldLog
  readonly applied: readonly Message[]
}

/** More than this many early entries are not kept: the pages that fill the gap bring them again. */
const mostBeyond = 256

/** Begins with a page of history, which is newest first and shows every change up to its head. */
export function startLog(page: MessagePage): HeldLog {
  return {
    messages: page.messages.toReversed(),
    hasOlder: page.has_older,
    hasNewer: page.has_newer,
    cursor: page.head,
    head: page.head,
    beyond: new Map(),
    meanwhile: null,
  }
}

/** Takes one birth or change: seen before is ignored, the next is applied, a later one waits for those between. */
export function receiveMessage(log: HeldLog, message: Message): Step {
  if (message.changed_seq <= log.cursor) return { log, applied: [] }
  return advance(log, log.cursor, message.changed_seq, [message])
}

/** Takes a page, which is complete from `after` to `to` even where numbers are missing in it. */
export function receivePage(log: HeldLog, page: SyncPage): Step {
  const isJoined = page.after <= log.cursor
  return advance(log, isJoined ? Math.max(log.cursor, page.to) : log.cursor, page.head, page.messages)
}

/** Takes the newest number there is: what is missing up to it has to be asked for. */
export function receiveHead(log: HeldLog, head: number): Step {
  return advance(log, log.cursor, head, [])
}

export function isBehind(log: HeldLog): boolean {
  return log.head > log.cursor
}

/** Applies what is now in order: all that is known up to `complete`, then as far as the numbers follow on. */
function advance(log: HeldLog, complete: number, head: number, incoming: readonly Message[]): Step {
  const known = new Map(log.beyond)
  for (const message of incoming) {
    if (message.changed_seq > log.cursor) known.set(message.changed_seq, message)
  }
  const applied = byChange([...known.values()].filter((message) => message.changed_seq <= complete))
  let cursor = complete
  for (let next = known.get(cursor + 1); next; next = known.get(cursor + 1)) {
    applied.push(next)
    cursor++
  }
  const step = {
    ...log,
    messages: applied.length === 0 ? log.messages : applyAll(log, applied),
    cursor,
    head: Math.max(log.head, head, cursor),
    beyond: keepNearest(known, cursor),
    meanwhile: log.meanwhile && [...log.meanwhile, ...applied],
  }
  return { log: step, applied }
}

/** A birth goes to the end. A change takes its entry's place, or the place it was born at if its birth was not told. */
export function applyAll(log: HeldLog, applied: readonly Message[]): readonly Message[] {
  const messages = [...log.messages]
  for (const message of applied) {
    if (isChange(message) || isRenaming(message)) {
      for (const [at, held] of messages.entries()) messages[at] = withChange(held, message)
    }
    const after = messages.findLastIndex((held) => held.seq <= message.seq)
    if (messages[after]?.id !== message.id && isInReach(log, message)) messages.splice(after + 1, 0, message)
  }
  return messages
}

/** What is older or newer than the part held comes with its page, when somebody looks for it. */
function isInReach({ hasOlder, hasNewer, messages }: HeldLog, { seq }: Message): boolean {
  const isNotBefore = !hasOlder || seq >= (messages.at(0)?.seq ?? 0)
  return isNotBefore && (!hasNewer || seq <= (messages.at(-1)?.seq ?? 0))
}

function keepNearest(known: ReadonlyMap<number, Message>, cursor: number): ReadonlyMap<number, Message> {
  const beyond = [...known].filter(([number]) => number > cursor)
  if (beyond.length <= mostBeyond) return new Map(beyond)
  return new Map(beyond.sort(([left], [right]) => left - right).slice(0, mostBeyond))
}

/** Takes entries as they are told now, where the one who wrote them goes by another name. The same log when none does. */
export function toldAnew(log: HeldLog, told: readonly Message[]): HeldLog {
  const byId = new Map(told.map((message) => [message.id, message]))
  const messages = log.messages.map((message) => {
    const now = byId.get(message.id)
    const isRenamed =
      now?.changed_seq === message.changed_seq && now.sender_username !== message.sender_username
    return isRenamed ? now : message
  })
  return messages.every((message, at) => message === log.messages[at]) ? log : { ...log, messages }
}
