import { expect, test } from 'bun:test'
import fc from 'fast-check'
import {
  byActivity,
  countUnread,
  isArchived,
  isMixed,
  mayMiscount,
  withListing,
  withMessage,
  withNewer,
  withOwnRead,
  withRead,
} from '#client/state/room-changes'
import type { Room } from '#protocol/rooms'
import { entries, entry, readAt, roomAt } from './entries'

const alice = 'alice'

test('[ROOM-3] answers made earlier never take the room list back in time', () => {
  const change = fc.oneof(
    fc.integer({ min: 1, max: 50 }).map((seq) => (room: Room) => withMessage(room, entry(seq), alice)),
    fc.tuple(fc.nat(50), fc.nat(50)).map(([a, b]) => {
      const fetched = roomAt(Math.max(a, b), Math.min(a, b))
      return (room: Room) => withNewer(room, fetched)
    }),
    fc.tuple(fc.nat(50), fc.nat(50)).map(([a, b]) => {
      const told = readAt(Math.max(a, b), Math.min(a, b))
      return (room: Room) => withRead(room, told)
    }),
  )
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      let room = roomAt(5, 2)
      for (const apply of changes) {
        const next = apply(room)
        expect(next.last_seq).toBeGreaterThanOrEqual(room.last_seq)
        expect(next.read_seq).toBeGreaterThanOrEqual(room.read_seq)
        expect(next.last_message?.seq).toBe(next.last_seq)
        room = next
      }
    }),
  )
})

test('[ROOM-3] a text of somebody else counts as unread, once', () => {
  const room = withMessage(roomAt(5, 5), entry(6), alice)
  expect(room).toMatchObject({ last_seq: 6, unread_count: 1, last_message: entry(6) })
  expect(withMessage(room, entry(6), alice)).toBe(room)
})

test('[ROOM-3] own texts, and what happens to the room, do not count as unread', () => {
  expect(withMessage(roomAt(5, 5), entry(6, { sender_id: alice }), alice).unread_count).toBe(0)
  expect(withMessage(roomAt(5, 5), entry(6, { message_type: 'member_added' }), alice).unread_count).toBe(0)
})

test('[ROOM-2] entries about the room change how the list describes it', () => {
  const after = (changes: Parameters<typeof entry>[1]) => withMessage(roomAt(5), entry(6, changes), alice)
  expect(after({ message_type: 'room_renamed', content: 'Dinner' }).name).toBe('Dinner')
  expect(after({ message_type: 'room_described', content: 'At eight' }).description).toBe('At eight')
  expect(after({ message_type: 'member_added' }).member_count).toBe(3)
  expect(after({ message_type: 'member_removed' }).member_count).toBe(1)
  expect(after({ message_type: 'member_left' }).member_count).toBe(1)
  const promoted = { message_type: 'role_changed', content: 'admin' } as const
  expect(after({ ...promoted, subject: { id: alice, username: alice } }).my_role).toBe('admin')
  expect(after({ ...promoted, subject: { id: 'eve', username: 'eve' } }).my_role).toBe('member')
})

test('[PRE-3] what is unread is counted in the log only where the log reaches', () => {
  const held = [...entries(11, 19), entry(20, { sender_id: alice })]
  expect(countUnread(roomAt(20), 15, held, alice)?.unread_count).toBe(4)
  expect(countUnread(roomAt(20), 10, held, alice)?.unread_count).toBe(9)
  expect(countUnread(roomAt(20), 9, held, alice)).toBeNull()
  expect(countUnread(roomAt(21), 15, held, alice)).toBeNull()
  expect(countUnread(roomAt(20), 15, [], alice)).toBeNull()
})

test('[PRE-3] [D28] what the log holds beyond the number of the list is not counted before the list has heard of it', () => {
  const held = entries(11, 22)
  const counted = countUnread(roomAt(20), 15, held, alice)
  expect(counted?.unread_count).toBe(5)
  const room = { ...roomAt(20, 15), ...counted }
  expect(withMessage(withMessage(room, entry(21), alice), entry(22), alice).unread_count).toBe(7)

  const gone = entry(18, { changed_seq: 21, content: '', deleted_at: '2026-01-01T00:00:00.000Z' })
  expect(countUnread(roomAt(20), 15, [...entries(11, 17), gone, ...entries(19, 20)], alice)).toBeNull()
  expect(
    countUnread(roomAt(20), 18, [...entries(11, 17), gone, ...entries(19, 20)], alice)?.unread_count,
  ).toBe(2)
})

test('[ROOM-3] the list is ordered by last activity', () => {
  const older = { ...roomAt(5), id: 'older' }
  const newer = { ...roomAt(9), id: 'newer' }
  expect(byActivity([older, newer])).toEqual([newer, older])
})

test('[MSG-8] an edit moves the number on and nothing else, but for the words of the newest entry', () => {
  const room = roomAt(5, 2)
  const older = { changed_seq: 6, content: 'other words', is_edited: true }
  expect(withMessage(room, entry(4, older), alice)).toEqual({ ...room, last_seq: 6 })
  const edited = withMessage(room, entry(5, older), alice)
  expect(edited).toEqual({ ...room, last_seq: 6, last_message: entry(5, older) })
  expect(withMessage(edited, entry(5, older), alice)).toBe(edited)
})

test('[MSG-8] only the deletion of a text of somebody else that was not read makes less unread', () => {
  const room = roomAt(5, 3)
  const gone = { changed_seq: 6, content: '', deleted_at: '2026-01-01T00:00:00.000Z' }
  const unread = (message: ReturnType<typeof entry>) => withMessage(room, message, alice).unread_count
  expect(unread(entry(4, gone))).toBe(1)
  expect(unread(entry(3, gone))).toBe(2)
  expect(unread(entry(4, { ...gone, sender_id: alice }))).toBe(2)
  expect(unread(entry(6, { ...gone, changed_seq: 7 }))).toBe(2)
})

const naming = (...user_ids: (string | null)[]) => user_ids.map((user_id) => ({ user_id, name: 'someone' }))

test('[PRE-3] [D27] an unread text of somebody else that names this person, or everyone, is a mention', () => {
  const mentions = (message: ReturnType<typeof entry>) =>
    withMessage(roomAt(5, 3), message, alice).mention_count
  expect(mentions(entry(6, { mentions: naming(alice) }))).toBe(1)
  expect(mentions(entry(6, { mentions: naming('eve', null) }))).toBe(1)
  expect(mentions(entry(6, { mentions: naming('eve') }))).toBe(0)
  expect(mentions(entry(6, { mentions: naming(alice), sender_id: alice }))).toBe(0)
  expect(mentions(entry(4, { mentions: naming(alice), changed_seq: 6 }))).toBe(1)
  expect(mentions(entry(3, { mentions: naming(alice), changed_seq: 6 }))).toBe(0)
})

test('[PRE-3] [D28] only where mentions are left does a change of an unread text make them be counted anew', () => {
  const none = roomAt(5, 3)
  const some = { ...none, mention_count: 1 }
  const edited = (seq: number, more = {}) => entry(seq, { changed_seq: 6, ...more })
  expect(mayMiscount(some, edited(4), alice)).toBe(true)
  expect(mayMiscount(none, edited(4), alice)).toBe(false)
  expect(mayMiscount(some, edited(3), alice)).toBe(false)
  expect(mayMiscount(some, edited(4, { sender_id: alice }), alice)).toBe(false)
  expect(mayMiscount(some, entry(6), alice)).toBe(false)
  expect(mayMiscount({ ...some, last_seq: 6 }, edited(4), alice)).toBe(false)
})

test('[PRE-3] [D28] a state of reading that was overtaken changes nothing', () => {
  const room = roomAt(9, 5)
  expect(withRead(room, readAt(9, 5))).toBe(room)
  expect(withRead(room, readAt(9, 4))).toBe(room)
  expect(withRead(room, readAt(9, 6))).toMatchObject({ last_seq: 9, unread_after: 6, unread_count: 3 })
  const unreadAgain = { ...readAt(9, 5), unread_after: 2, unread_count: 7, read_changes: 6 }
  expect(withRead(room, unreadAgain)).toMatchObject({ read_seq: 5, unread_after: 2, unread_count: 7 })
})

test('[PRE-3] [D28] of two descriptions the newer log and the newer marks are taken, and noticed when they differ', () => {
  const held = roomAt(9, 5)
  expect(withNewer(held, roomAt(9, 6))).toMatchObject({ last_seq: 9, unread_after: 6, unread_count: 3 })
  expect(withNewer(roomAt(9, 6), roomAt(9, 5))).toMatchObject({ unread_after: 6, unread_count: 3 })
  expect(withNewer(held, roomAt(8, 6))).toMatchObject({ last_seq: 9, unread_after: 6 })
  expect(isMixed(held, roomAt(8, 6))).toBe(true)
  for (const other of [roomAt(9, 6), roomAt(10, 5), roomAt(10, 6), roomAt(8, 4)])
    expect(isMixed(held, other)).toBe(false)
  expect(isMixed(undefined, held)).toBe(false)
})

test('[PRE-3] what was read here counts here before the server has confirmed it, and never makes less read', () => {
  const room = roomAt(9, 5)
  expect(withOwnRead(room, 5, null)).toBe(room)
  expect(withOwnRead(room, 0, null)).toBe(room)
  expect(withOwnRead(room, 7, null)).toMatchObject({ read_seq: 7, unread_after: 7, unread_count: 2 })
  const counted = { unread_count: 1, mention_count: 1 }
  expect(withOwnRead(room, 7, counted)).toMatchObject({ unread_after: 7, ...counted })
})

test('[ROOM-3] [D33] a listing that was overtaken changes nothing, whichever way it comes', () => {
  const pinned = { pinned_at: '2026-01-02T00:00:00.000Z', archived_seq: null, listing_changes: 2 }
  const held = { ...roomAt(5), ...pinned }
  const before = { room_id: held.id, pinned_at: null, archived_seq: null, listing_changes: 1 }
  expect(withListing(held, before)).toBe(held)
  expect(withListing(held, { ...before, listing_changes: 3 })).toMatchObject({ pinned_at: null })
  const described = roomAt(6)
  expect(withNewer(held, described)).toEqual({ ...described, ...pinned })
  expect(withNewer(roomAt(6), held)).toMatchObject({ last_seq: 6, ...pinned })
})

test('[ROOM-3] [D33] an archived room is back with the next entry, not with a change of an old one', () => {
  const archived = { ...roomAt(5), archived_seq: 5 }
  expect(isArchived(archived, false)).toBe(true)
  expect(isArchived({ ...archived, last_seq: 6 }, false)).toBe(true)
  expect(isArchived({ ...archived, last_message: entry(6) }, false)).toBe(false)
  expect(isArchived({ ...archived, last_message: entry(6) }, true)).toBe(true)
  expect(isArchived({ ...archived, last_message: entry(6), mention_count: 1 }, true)).toBe(false)
  expect(isArchived({ ...archived, mention_count: 1 }, true)).toBe(true)
})
