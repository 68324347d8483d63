import type { HistoryRequest } from '#client/api'
import type { SyncPage } from '#protocol/frames'
import type { Message, MessagePage } from '#protocol/messages'
import type { ReadState, Room } from '#protocol/rooms'
import { type Deed, playLog } from './changing-log'

/** What a deed does, and whether it is alice's own, done on another device of hers. */
export type ModelDeed = Deed & { isOwn: boolean }

/** How a room begins for alice. */
const untouched = { isMember: true, readSeq: 0, readChanges: 0 }

const pageSize = { history: 4, sync: 3 }

/** The rooms of alice as a server keeps them, each with a log of everything that was ever done in it. */
export function createModelRooms(ids: readonly string[]) {
  const rooms = new Map(
    ids.map((id) => [id, { ...untouched, id, deeds: [] as (ModelDeed & { time: number })[] }]),
  )
  let time = 1_790_000_000_000

  function find(id: string) {
    const room = rooms.get(id)
    if (!room) throw new Error(`there is no room ${id}`)
    return room
  }

  function logOf(id: string): readonly Message[] {
    const { deeds } = find(id)
    return playLog(deeds)
      .stateAt(deeds.length)
      .map((message) => adapted(id, message))
  }

  /** The deed that took an entry's number of birth says whose it is and when it was done. */
  function adapted(id: string, message: Message): Message {
    const { reply_to, seq } = message
    return {
      ...message,
      ...{ room_id: id, ...senderOf(id, seq) },
      timestamp: new Date(find(id).deeds[seq - 1]?.time ?? 0).toISOString(),
      reply_to: reply_to && { ...reply_to, ...senderOf(id, reply_to.seq) },
    }
  }

  function senderOf(id: string, seq: number) {
    const name = find(id).deeds[seq - 1]?.isOwn ? 'alice' : 'bob'
    return { sender_id: name, sender_username: name }
  }

  function describe(id: string): Room {
    const log = logOf(id)
    const { room_id: _, last_seq, ...reading } = readState(id)
    const newest = log.at(-1) ?? null
    const created = '2026-01-01T00:00:00.000Z'
    return {
      ...{ id, room_type: 'group', name: id, description: '', created_by: 'bob', created_at: created },
      ...{ last_activity_at: newest?.timestamp ?? created, last_seq, last_message: newest },
      ...{ peer: null, is_closed: false, member_count: 2, my_role: 'member', retention_days: null },
      ...{ pinned_at: null, archived_seq: null, listing_changes: 0 },
      ...reading,
    }
  }

  function readState(id: string): ReadState {
    const { deeds, readSeq, readChanges } = find(id)
    const isUnread = (message: Message) =>
      message.seq > readSeq && message.sender_id === 'bob' && message.deleted_at === null
    return {
      ...{ room_id: id, last_seq: deeds.length, read_seq: readSeq, unread_after: readSeq },
      ...{ unread_count: logOf(id).filter(isUnread).length, mention_count: 0, read_changes: readChanges },
    }
  }

  return {
    find,
    logOf,
    describe,
    /** Alice has read so far. Returns how it is then. */
    read(id: string, seq: number): ReadState {
      const room = find(id)
      const to = Math.min(seq, room.deeds.length)
      if (to > room.readSeq) Object.assign(room, { readSeq: to, readChanges: room.readChanges + 1 })
      return readState(id)
    },
    list: () => ids.filter((id) => find(id).isMember).map(describe),
    /** Does something in a room. Returns the frame that tells of it. */
    act(id: string, deed: ModelDeed): Message {
      const room = find(id)
      time += 1000
      room.deeds = [...room.deeds, { ...deed, time }]
      const found = logOf(id).find((message) => message.changed_seq === room.deeds.length)
      if (!found) throw new Error('the deed left no trace')
      return found
    },
    /** Goes back to a backup in which every log has at most so many entries. */
    restore(kept: number): void {
      for (const room of rooms.values()) {
        room.deeds = room.deeds.slice(0, kept)
        room.readSeq = Math.min(room.readSeq, kept)
      }
    },
    history(id: string, { before, after, around }: HistoryRequest): MessagePage {
      const all = logOf(id)
      const from = (seq: number) => all.filter((message) => message.seq < seq).length
      const half = pageSize.history / 2
      const start =
        after !== undefined
          ? from(after + 1)
          : around !== undefined
            ? Math.max(0, from(around) - half)
            : Math.max(0, from(before ?? Number.MAX_SAFE_INTEGER) - pageSize.history)
      const end = before === undefined ? start + pageSize.history : from(before)
      const messages = all.slice(start, end).toReversed()
      const head = find(id).deeds.length
      return { messages, has_older: start > 0, has_newer: end < all.length, head }
    },
    syncPage(id: string, after: number): SyncPage {
      const head = find(id).deeds.length
      const missed = logOf(id).filter((message) => message.changed_seq > after)
      const messages = missed
        .toSorted((left, right) => left.changed_seq - right.changed_seq)
        .slice(0, pageSize.sync)
      const isAll = messages.length === missed.length
      return { room_id: id, after, to: isAll ? head : (messages.at(-1)?.changed_seq ?? head), head, messages }
    },
  }
}
