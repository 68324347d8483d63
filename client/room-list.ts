import type { User } from '#protocol/accounts'
import type { Message } from '#protocol/messages'
import type { ReadState, Room, RoomListing } from '#protocol/rooms'
import { createAlarm } from './alarm'
import type { Api } from './api'
import { ApiError } from './api-error'
import { backOffMs } from './back-off'
import { batch, writable } from './readable'
import { createRoomRefetch } from './room-refetch'
import {
  byActivity,
  countUnread,
  isMixed,
  mayMiscount,
  withListing,
  withMessage,
  withNewer,
  withOwnRead,
  withoutOlder,
  withRead,
} from './state/room-changes'
import type { RoomListState } from './state/types'
import { unchanged } from './unchanged'

interface Needs {
  api: Pick<Api, 'room' | 'rooms'>
  myId(): string
  /** The entries of a room's log that are held here. */
  held(roomId: string): readonly Message[]
  /** How far this device has read a room that the server has not confirmed yet; 0 for not at all. */
  unconfirmedRead(roomId: string): number
  /** The list has been fetched afresh. */
  onFresh(): void
  /** The room is gone for this person. */
  onRemoved(roomId: string): void
}

const empty: RoomListState = { isLoaded: false, isKept: false, rooms: [] }

/** The rooms of this person: fetched once per connection, kept fresh by frames in between. */
export function createRoomList(needs: Needs) {
  const state = writable<RoomListState>(empty)
  let isFresh = false
  /** Raised when answers on their way no longer concern this list. */
  let life = 0
  /** Rooms that frames brought or took while the list was on its way: the frames are newer. */
  let touched = new Set<string>()
  /** Entries that came while the list was on its way and did not follow on from what was held. */
  let early: Message[] = []
  /** Rooms that show what was read here before the server has confirmed it. */
  const ahead = new Set<string>()
  let failures = 0
  const retry = createAlarm(() => void refresh())
  const refetching = createRoomRefetch({
    api: needs.api,
    myId: needs.myId,
    find,
    put,
    remove,
    onFailure: retryLater,
  })
  const { refetch } = refetching

  /** Answers that are on their way count no more, and nobody waits for them. */
  function begin(): number {
    refetching.abandon()
    return ++life
  }

  /** Fetches the list; again later when that fails for now. */
  async function refresh(): Promise<void> {
    const mine = begin()
    isFresh = false
    touched = new Set()
    retry.off()
    try {
      const fetched = await needs.api.rooms()
      if (mine === life) batch(() => merge(fetched))
    } catch (error) {
      if (mine === life) retryLater(error)
    }
  }

  function merge(fetched: readonly Room[]): void {
    const held = new Map(state.get().rooms.map((room) => [room.id, room]))
    const kept = [...held.values()].filter((room) => touched.has(room.id))
    const merged = fetched
      .filter((room) => !touched.has(room.id))
      .map((room) => unchanged(held.get(room.id), withNewer(held.get(room.id), room)) ?? room)
    const rooms = [...kept, ...merged]
    state.set({ isLoaded: true, isKept: false, rooms: byActivity(rooms.map(withUnconfirmed)) })

    isFresh = true
    failures = 0
    const waiting = early
    early = []
    for (const message of waiting) applyMessages([message])
    for (const room of fetched) if (isMixed(held.get(room.id), room)) void refetch(room.id)
    const present = new Set(rooms.map((room) => room.id))
    for (const roomId of held.keys()) if (!present.has(roomId)) forget(roomId)
    needs.onFresh()
  }

  /**
   * Takes births and changes of one room, in order. Those that do not follow on make the room be fetched: counted in
   * before what they skip, they would leave a wrong count behind if that answer were lost.
   */
  function applyMessages(messages: readonly Message[]): void {
    for (const [at, message] of messages.entries()) {
      const held = find(message.room_id)
      const isNext = held !== undefined && message.changed_seq <= held.last_seq + 1
      if (!isNext && !isFresh) {
        early = [...early, ...messages.slice(at)]
        return
      }
      refetching.hearMessage(message)
      if (held && isNext) put(withMessage(held, message, needs.myId()))
      if (!isNext || mayMiscount(held, message, needs.myId())) void refetch(message.room_id)
    }
  }

  function retryLater(error: unknown): void {
    if (!(error instanceof ApiError)) throw error
    if (error.isTemporary) retry.set(error.retryAfterMs ?? backOffMs(failures++, Math.random()))
  }

  function find(roomId: string): Room | undefined {
    return state.get().rooms.find((room) => room.id === roomId)
  }

  /** What was read on this device counts here before the server has heard of it. */
  function withUnconfirmed(room: Room): Room {
    const seq = needs.unconfirmedRead(room.id)
    if (seq === 0) ahead.delete(room.id)
    else ahead.add(room.id)
    // Counting looks at all that is held: not with every entry that comes in.
    if (seq <= room.unread_after) return room
    return withOwnRead(room, seq, countUnread(room, seq, needs.held(room.id), needs.myId()))
  }

  function put(described: Room): void {
    const held = state.get()
    const room = withUnconfirmed(described)
    if (held.rooms.includes(room)) return
    const others = held.rooms.filter((other) => other.id !== room.id)
    state.set({ ...held, rooms: byActivity([room, ...others]) })
  }

  function remove(roomId: string): void {
    touched.add(roomId)
    const held = state.get()
    state.set({ ...held, rooms: held.rooms.filter((room) => room.id !== roomId) })
    forget(roomId)
  }

  function forget(roomId: string): void {
    refetching.forget(roomId)
    needs.onRemoved(roomId)
  }

  return {
    state,
    find,
    refresh,
    applyMessages,
    hearHeads: refetching.hearHeads,
    remove,
    /** Shows the list as it was kept, until it is fetched. */
    adopt(rooms: readonly Room[]) {
      state.set({ isLoaded: true, isKept: true, rooms })
    },
    /** Takes a room as a frame, or the answer to a change, describes it. */
    announce(room: Room) {
      touched.add(room.id)
      const held = find(room.id)
      put(withNewer(held, room))
      if (isMixed(held, room)) void refetch(room.id)
    },
    /**
     * Takes how far the server says this person has read. It counted at a number of the log: where this device is at
     * another one, what is unread is counted in the entries held, or asked for.
     */
    applyRead(told: ReadState) {
      const room = find(told.room_id)
      if (!room) return
      if (told.read_changes <= room.read_changes) {
        // It confirms what is shown, and something newer that came before it may say otherwise.
        if (ahead.has(room.id) && needs.unconfirmedRead(room.id) === 0) void refetch(room.id)
        return
      }
      const isCounted = told.last_seq === room.last_seq
      const counted = isCounted
        ? null
        : countUnread(room, told.unread_after, needs.held(room.id), needs.myId())
      put({ ...withRead(room, told), ...counted })
      if (!isCounted && !counted) void refetch(room.id)
    },
    /** Shows no entry any more that was born before its room's moment, in milliseconds since 1970. */
    forgetOlder(moment: (room: Room) => number) {
      const held = state.get()
      const rooms = held.rooms.map((room) => withoutOlder(room, moment(room)))
      if (rooms.some((room, at) => room !== held.rooms[at])) state.set({ ...held, rooms })
    },
    /** Takes where this person has a room in the list. */
    applyListing(told: RoomListing) {
      const room = find(told.room_id)
      if (room) put(withListing(room, told))
    },
    /** This person has read further on this device; `unconfirmedRead` tells how far. */
    readHere(roomId: string) {
      const room = find(roomId)
      if (room) put(room)
    },
    /** Takes how somebody wants to be seen, in the direct room with them. */
    renamed(user: User) {
      const room = state.get().rooms.find(({ peer }) => peer?.id === user.id)
      if (!room?.peer) return
      const { display_name, color } = user
      if (room.peer.display_name === display_name && room.peer.color === color) return
      put({ ...room, peer: { ...room.peer, display_name, color } })
    },
    /** Whether the list has been fetched since the connection was made. */
    isFresh: () => isFresh,
    disconnected() {
      begin()
      isFresh = false
      retry.off()
      refetching.stop()
    },
    clear() {
      begin()
      isFresh = false
      failures = 0
      early = []
      retry.off()
      refetching.stop()
      state.set(empty)
    },
  }
}
export type RoomList = ReturnType<typeof createRoomList>
