import type { Message } from '#protocol/messages'
import { quoteOf } from './pending-message'

/** Whether this is a later state of an entry, not its birth. */
export function isChange(message: Message): boolean {
  return message.changed_seq > message.seq
}

/**
 * An entry as it is after a change: the newer state if it is the one that was changed, with another quote if it
 * answers that one, with another name where it names somebody who deleted their account, and else the same object.
 */
export function withChange(message: Message, changed: Message): Message {
  if (isRenaming(changed)) return withName(message, changed)
  if (message.id === changed.id) return changed.changed_seq > message.changed_seq ? changed : message
  return requoted(message, changed)
}

/** Whether from this entry on its sender is called by what stands in it, in older entries too. */
export function isRenaming(message: Message): boolean {
  return message.message_type === 'account_deleted'
}

/** An entry with what is left of somebody's name, wherever it names them; the same object when it does not. */
function withName(message: Message, { sender_id, sender_username }: Message): Message {
  const { subject, reply_to, reactions } = message
  const reactors = reactions.flatMap(({ users }) => users.map(({ id }) => id))
  const names = [message.sender_id, subject?.id, reply_to?.sender_id, ...reactors]
  if (!names.includes(sender_id)) return message
  return {
    ...message,
    sender_username: message.sender_id === sender_id ? sender_username : message.sender_username,
    subject: subject?.id === sender_id ? { ...subject, username: sender_username } : subject,
    reply_to: reply_to?.sender_id === sender_id ? { ...reply_to, sender_username } : reply_to,
    reactions: reactions.map(({ emoji, users }) => ({
      emoji,
      users: users.map((user) => (user.id === sender_id ? { ...user, username: sender_username } : user)),
    })),
  }
}

/** Something that quotes, after a change of what it may quote; the same object when it does not. */
export function requoted<Quoting extends Pick<Message, 'reply_to'>>(
  quoting: Quoting,
  changed: Message,
): Quoting {
  if (quoting.reply_to?.id !== changed.id) return quoting
  const quote = quoteOf(changed)
  const { preview, files } = quoting.reply_to
  const isSame = quote.preview === preview && quote.files.length === files.length
  return isSame ? quoting : { ...quoting, reply_to: quote }
}

/** In the order in which they were born or last changed. */
export function byChange(messages: readonly Message[]): Message[] {
  return messages.toSorted((left, right) => left.changed_seq - right.changed_seq)
}
