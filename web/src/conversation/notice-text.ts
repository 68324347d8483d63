import type { Message } from '#protocol/messages'
import type { NameOf } from '../people/person'

/** Says what happened to a room, as seen by `meId`. */
export function noticeText(message: Message, meId: string, nameOf: NameOf): string {
  const { sender_id: id, sender_username: username, subject } = message
  const who = id === meId ? 'You' : nameOf({ id, username })
  const whom = subject?.id === meId ? 'you' : subject ? nameOf(subject) : 'somebody'
  switch (message.message_type) {
    case 'room_created':
      return `${who} started this room`
    case 'room_renamed':
      return `${who} named the room “${message.content}”`
    case 'room_described':
      return message.content === ''
        ? `${who} removed the description`
        : `${who} described the room: ${message.content}`
    case 'member_added':
      return `${who} added ${whom}`
    case 'member_removed':
      return `${who} removed ${whom}`
    case 'member_left':
      return `${who} left`
    case 'role_changed':
      return `${who} made ${whom} ${roleNames[message.content] ?? message.content}`
    case 'account_deleted':
      return 'Somebody deleted their account. What they wrote stays here.'
    case 'text':
      return message.content
  }
}

const roleNames: Record<string, string> = { owner: 'the owner', admin: 'an admin', member: 'a member' }
