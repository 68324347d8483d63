import type { Message } from '#protocol/messages'
import { quoteOf } from './pending-message'

/** Whether this is a later state of an entry, not its birth. */
export function isChange(message: Message): boolean {
  return message.changed_seq > message.seq
}

/**
 * An entry as it is after a change: the newer state if it is the one that was changed, with another quote if it
 * answers that one, and else the same object.
 */
export function withChange(message: Message, changed: Message): Message {
  if (message.id === changed.id) return changed.changed_seq > message.changed_seq ? changed : message
  return requoted(message, changed)
}

/** Something that quotes, after a change of what it may quote; the same object when it does not. */
export function requoted<Quoting extends Pick<Message, 'reply_to'>>(
  quoting: Quoting,
  changed: Message,
): Quoting {
  if (quoting.reply_to?.id !== changed.id) return quoting
  const quote = quoteOf(changed)
  return quote.preview === quoting.reply_to.preview ? quoting : { ...quoting, reply_to: quote }
}

/** In the order in which they were born or last changed. */
export function byChange(messages: readonly Message[]): Message[] {
  return messages.toSorted((left, right) => left.changed_seq - right.changed_seq)
}
