import type { Message, MessagePage } from '#protocol/messages'
import { applyAll, type HeldLog } from './held-log'

/** More entries than `most` are not held of one room. What goes over is let go at once, down to `kept`. */
const bounds = { most: 250, kept: 200 }

/** To be called when a page is asked for: from now on what is applied is kept, as the page may not show it. */
export function awaitPage(log: HeldLog): HeldLog {
  return { ...log, meanwhile: [] }
}

/** The page does not come. */
export function giveUpPage(log: HeldLog): HeldLog {
  return { ...log, meanwhile: null }
}

/** Puts the page before the oldest entry in front. */
export function prependPage(log: HeldLog, page: MessagePage): HeldLog {
  const oldest = log.messages[0]?.seq ?? log.cursor + 1
  const older = page.messages.filter((message) => message.seq < oldest).toReversed()
  return joined(log, { messages: [...older, ...log.messages], hasOlder: page.has_older })
}

/** Adds the page after the newest entry held. */
export function appendPage(log: HeldLog, page: MessagePage): HeldLog {
  const newest = log.messages.at(-1)?.seq ?? 0
  const newer = page.messages.filter((message) => message.seq > newest).toReversed()
  return joined(log, { messages: [...log.messages, ...newer], hasNewer: page.has_newer })
}

/** Goes to another part of the log. How far births and changes have been applied stays as it is. */
export function moveToPage(log: HeldLog, page: MessagePage): HeldLog {
  const messages = page.messages.toReversed()
  return joined(log, { messages, hasOlder: page.has_older, hasNewer: page.has_newer })
}

/**
 * Whether nothing has to be fetched to know what stands at a number. What goes beyond the newest one known may have come
 * meanwhile, as where the log was kept for a time.
 */
export function isWithin({ messages, hasOlder, hasNewer, cursor }: HeldLog, seq: number): boolean {
  const [oldest, newest] = [messages.at(0)?.seq ?? seq, messages.at(-1)?.seq ?? seq]
  return seq <= cursor && (!hasOlder || seq >= oldest) && (!hasNewer || seq <= newest)
}

/**
 * Lets go of the entries furthest from the one that is looked at, null for the newest, where more are held than memory
 * and screen should carry. Nothing is let go while a page is on its way that has to join on.
 */
export function letGo(log: HeldLog, lookedAtSeq: number | null, { most, kept } = bounds): HeldLog {
  const { messages } = log
  if (messages.length <= most || log.meanwhile !== null) return log
  const at = lookedAtSeq === null ? -1 : messages.findIndex(({ seq }) => seq >= lookedAtSeq)
  const middle = at === -1 ? messages.length : at
  const start = Math.max(0, Math.min(messages.length - kept, middle - Math.floor(kept / 2)))
  return {
    ...log,
    messages: messages.slice(start, start + kept),
    hasOlder: log.hasOlder || start > 0,
    hasNewer: log.hasNewer || start + kept < messages.length,
  }
}

/**
 * Lets go of what was written before a moment, in milliseconds since 1970, and of what answers to it quote. The same log
 * when that is nothing.
 */
export function forgetBefore(log: HeldLog, moment: number): HeldLog {
  const isOver = ({ timestamp }: Message) => Date.parse(timestamp) < moment
  const last = log.messages.findLast(isOver)
  if (!last) return log
  const kept = log.messages.filter((message) => !isOver(message))
  return { ...log, messages: kept.map((message) => unquoted(message, last.seq)) }
}

/** An entry without the words it answers, should those be as old as this number. */
function unquoted(message: Message, seq: number): Message {
  const { reply_to } = message
  if (!reply_to || reply_to.seq > seq) return message
  return { ...message, reply_to: { ...reply_to, preview: '', files: [] } }
}

interface Part {
  messages: readonly Message[]
  hasOlder?: boolean
  hasNewer?: boolean
}

/** Another part of the log, with what came while its page was on its way. */
function joined(log: HeldLog, part: Part): HeldLog {
  const next = { ...log, ...part, meanwhile: null }
  return { ...next, messages: applyAll(next, log.meanwhile ?? []) }
}
