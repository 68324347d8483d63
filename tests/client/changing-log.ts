import type { SyncPage } from '#protocol/frames'
import type { Message, MessagePage } from '#protocol/messages'
import { entry } from './entries'

/** What happens to a log: `at` picks the entry it happens to among those there are. */
export interface Deed {
  kind: 'write' | 'reply' | 'edit' | 'delete' | 'react'
  at: number
}

/** A log as a server keeps it, at every number it ever had. */
export interface ChangingLog {
  readonly head: number
  /** The entry that took a number, as it was then. */
  frameAt(number: number): Message
  /** The whole log when `number` was its newest. */
  stateAt(number: number): readonly Message[]
  syncPage(after: number, readAt: number, limit: number): SyncPage
  historyPage(before: number, readAt: number, limit: number): MessagePage
  /** The page of history after a number. */
  laterPage(after: number, readAt: number, limit: number): MessagePage
}

/** Plays deeds, each of which takes the next number; what cannot be done is a new text instead. */
export function playLog(deeds: readonly Deed[]): ChangingLog {
  const states: Message[][] = [[]]
  for (const deed of deeds) states.push(afterDeed(states.at(-1) ?? [], deed, states.length))
  const stateAt = (number: number) => states[number] ?? []

  return {
    head: deeds.length,
    stateAt,
    frameAt(number) {
      const found = stateAt(number).find((message) => message.changed_seq === number)
      if (!found) throw new Error(`nothing took the number ${number}`)
      return found
    },
    syncPage(after, readAt, limit) {
      const messages = stateAt(readAt)
        .filter((message) => message.changed_seq > after)
        .toSorted((left, right) => left.changed_seq - right.changed_seq)
        .slice(0, limit)
      const to = messages.length < limit ? readAt : (messages.at(-1)?.changed_seq ?? readAt)
      return { room_id: 'r1', after, to, head: readAt, messages }
    },
    historyPage(before, readAt, limit) {
      const older = stateAt(readAt).filter((message) => message.seq < before)
      const messages = older.slice(-limit).toReversed()
      const has_newer = stateAt(readAt).some((message) => message.seq >= before)
      return { messages, has_older: older.length > limit, has_newer, head: readAt }
    },
    laterPage(after, readAt, limit) {
      const newer = stateAt(readAt).filter((message) => message.seq > after)
      const messages = newer.slice(0, limit).toReversed()
      const has_older = stateAt(readAt).some((message) => message.seq <= after)
      return { messages, has_older, has_newer: newer.length > limit, head: readAt }
    },
  }
}

function afterDeed(log: readonly Message[], { kind, at }: Deed, number: number): Message[] {
  const target = log[at % Math.max(1, log.length)]
  if (!target || kind === 'write') return [...log, entry(number)]
  if (kind === 'reply') return [...log, entry(number, { reply_to: quoteOf(target) })]
  if (target.deleted_at !== null) return [...log, entry(number)]
  const changed = changedAt(target, kind, number)
  return log.map((message) => {
    if (message.id === target.id) return changed
    return message.reply_to?.id === target.id ? { ...message, reply_to: quoteOf(changed) } : message
  })
}

function changedAt(target: Message, kind: 'edit' | 'delete' | 'react', number: number): Message {
  const time = new Date(1_800_000_000_000 + number).toISOString()
  if (kind === 'delete')
    return { ...target, changed_seq: number, content: '', deleted_at: time, reactions: [], attachments: [] }
  if (kind === 'react') return { ...target, changed_seq: number, reactions: turned(target.reactions) }
  const content = `edited at ${number}`
  return { ...target, changed_seq: number, content, is_edited: true, edited_at: time }
}

function quoteOf({ id, seq, sender_id, sender_username, content }: Message) {
  return { id, seq, sender_id, sender_username, preview: content, files: [] }
}

/** Somebody puts their emoji there, or takes it back. */
function turned(reactions: Message['reactions']): Message['reactions'] {
  return reactions.length > 0 ? [] : [{ emoji: '👍', users: [{ id: 'bob', username: 'bob' }] }]
}
