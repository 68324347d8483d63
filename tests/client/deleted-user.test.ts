import { expect, test } from 'bun:test'
import { receiveMessage, startLog } from '#client/state/held-log'
import { awaitPage, prependPage } from '#client/state/held-window'
import { withMessage } from '#client/state/room-changes'
import type { Message } from '#protocol/messages'
import { entry, roomAt } from './entries'

const quote = { id: '1', seq: 1, sender_id: 'bob', sender_username: 'bob', preview: 'message 1', files: [] }
const byAlice: Partial<Message> = { sender_id: 'alice', sender_username: 'alice' }
const log = [
  entry(1),
  entry(2, { ...byAlice, reply_to: quote }),
  entry(3, { ...byAlice, message_type: 'role_changed', subject: { id: 'bob', username: 'bob' } }),
  entry(4, byAlice),
]
const farewell = entry(5, { message_type: 'account_deleted', content: '', sender_username: 'Deleted User' })

function page(messages: readonly Message[], head: number) {
  return { messages: messages.toReversed(), has_older: false, has_newer: false, head }
}

test('[O03] from the entry of a deletion on, no entry that is held names that person, and all others stay', () => {
  const before = startLog(page(log, 4))
  const { messages } = receiveMessage(before, farewell).log
  expect(JSON.stringify(messages)).not.toContain('"bob"}')
  expect(messages.map(({ sender_username }) => sender_username)).toEqual([
    ...['Deleted User', 'alice', 'alice', 'alice', 'Deleted User'],
  ])
  expect(messages[1]?.reply_to?.sender_username).toBe('Deleted User')
  expect(messages[2]?.subject?.username).toBe('Deleted User')
  expect(messages[3]).toBe(log[3] as Message)
})

test('[O03] a page of history that was read before the deletion shows the name no more', () => {
  const held = awaitPage(startLog({ ...page(log.slice(2), 4), has_older: true }))
  const later = receiveMessage(held, farewell).log
  const { messages } = prependPage(later, page(log.slice(0, 2), 4))
  expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
  expect(messages[0]?.sender_username).toBe('Deleted User')
  expect(messages[1]?.reply_to?.sender_username).toBe('Deleted User')
})

test('[O03] a direct room is closed by a deletion, a group has a member less', () => {
  const peer = { id: 'bob', username: 'bob', display_name: 'Bob the Builder', color: 15 }
  const direct = { ...roomAt(4), room_type: 'direct' as const, peer }
  expect(withMessage(direct, farewell, 'alice')).toMatchObject({
    is_closed: true,
    peer: { id: 'bob', username: 'Deleted User', display_name: null, color: null },
    unread_count: 4,
  })
  const group = withMessage(roomAt(4), farewell, 'alice')
  expect(group).toMatchObject({ is_closed: false, member_count: 1, last_message: farewell })
})
