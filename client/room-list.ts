import type { User } from '#protocol/accounts'
import type { Heads } from '#protocol/frames'
import type { Message } from '#protocol/messages'
import type { ReadState, Room } from '#protocol/rooms'
import { createAlarm } from './alarm'
import type { Api } from './api'
import { ApiError } from './api-error'
import { backOffMs } from './back-off'
import { batch, writable } from './readable'
import {
  byActivity,
  countUnread,
  isMixed,
  mayChangeMentions,
  withMessage,
  withNewer,
  withOwnRead,
  withRead,
} from './state/room-changes'
import type { RoomListState } from './state/types'

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

/** How long entries may be on their way after their number was told. An open log has asked for them by then. */
const lateMs = 1_000

const empty: RoomListState = { isLoaded: false, rooms: [] }

interface Refetch {
  again: boolean
  /** What came meanwhile: the answer may be from before it. */
  since: Message[]
}

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
  /** Rooms being fetched by themselves, and whether they must be fetched once more. */
  const refetching = new Map<string, Refetch>()
  /** The newest numbers that were told of, until they are looked into. */
  const told = new Map<string, number>()
  const late = createAlarm(fetchLate)
  /** Rooms that show what was read here before the server has confirmed it. */
  const ahead = new Set<string>()
  let failures = 0
  const retry = createAlarm(() => void refresh())

  /** Answers that are on their way count no more, and nobody waits for them. */
  function begin(): number {
    refetching.clear()
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
      .map((room) => withNewer(held.get(room.id), room))
    const rooms = [...kept, ...merged]
    state.set({ isLoaded: true, rooms: byActivity(rooms.map(withUnconfirmed)) })

    isFresh = true
    failures = 0
    const waiting = early
    early = []
    for (const message of waiting) applyMessages([message])
    for (const room of fetched) if (isMixed(held.get(room.id), room)) void refetch(room.id)
    const present = new Set(rooms.map((room) => room.id))
    for (const roomId of held.keys()) if (!present.has(roomId)) needs.onRemoved(roomId)
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
      refetching.get(message.room_id)?.since.push(message)
      if (held && isNext) put(withMessage(held, message, needs.myId()))
      if (!isNext || mayChangeMentions(held, message, needs.myId())) void refetch(message.room_id)
    }
  }

  /** Fetches one room; once more if that is asked for while it is on its way. */
  async function refetch(roomId: string): Promise<void> {
    const running = refetching.get(roomId)
    if (running) {
      running.again = true
      return
    }
    const mine = life
    const run: Refetch = { again: false, since: [] }
    refetching.set(roomId, run)
    const wasHeld = find(roomId) !== undefined
    try {
      const { members: _, ...fetched } = await needs.api.room(roomId)
      const held = find(roomId)
      const wasRemoved = wasHeld && !held
      if (mine === life && !wasRemoved) caughtUp(held, fetched, run)
    } catch (error) {
      if (mine !== life) return
      if (error instanceof ApiError && error.code === 'not_a_member') remove(roomId)
      else retryLater(error)
    } finally {
      if (refetching.get(roomId) === run) refetching.delete(roomId)
    }
    if (run.again && mine === life) void refetch(roomId)
  }

  /** Hears which numbers are the newest. A room that lags behind a moment later is fetched. */
  function hearHeads(heads: Heads): void {
    for (const [roomId, head] of Object.entries(heads)) told.set(roomId, head)
    if (told.size > 0) late.set(lateMs)
  }

  function fetchLate(): void {
    const behind = [...told].filter(([roomId, head]) => head > (find(roomId)?.last_seq ?? 0))
    told.clear()
    for (const [roomId] of behind) void refetch(roomId)
  }

  function caughtUp(held: Room | undefined, fetched: Room, run: Refetch): void {
    let room = fetched
    for (const message of run.since) {
      run.again ||= mayChangeMentions(room, message, needs.myId())
      room = withMessage(room, message, needs.myId())
    }
    run.again ||= isMixed(held, room)
    put(withNewer(held, room))
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
    return withOwnRead(room, seq, countUnread(room, seq, needs.held(room.id), needs.myId()))
  }

  function put(described: Room): void {
    const { rooms, isLoaded } = state.get()
    const room = withUnconfirmed(described)
    if (rooms.includes(room)) return
    const others = rooms.filter((other) => other.id !== room.id)
    state.set({ isLoaded, rooms: byActivity([room, ...others]) })
  }

  function remove(roomId: string): void {
    touched.add(roomId)
    const { rooms, isLoaded } = state.get()
    state.set({ isLoaded, rooms: rooms.filter((room) => room.id !== roomId) })
    needs.onRemoved(roomId)
  }

  return {
    state,
    find,
    refresh,
    applyMessages,
    hearHeads,
    remove,
    /** Shows the list as it was kept, until it is fetched. */
    adopt(rooms: readonly Room[]) {
      state.set({ isLoaded: true, rooms })
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
      late.off()
      told.clear()
    },
    clear() {
      begin()
      isFresh = false
      failures = 0
      early = []
      retry.off()
      late.off()
      told.clear()
      state.set(empty)
    },
  }
}
export type RoomList = ReturnType<typeof createRoomList>
