import type { User } from '#protocol/accounts'
import type { Message } from '#protocol/messages'
import type { ReadState, Room } from '#protocol/rooms'
import { createAlarm } from './alarm'
import type { Api } from './api'
import { ApiError } from './api-error'
import { backOffMs } from './back-off'
import { batch, writable } from './readable'
import { byActivity, countUnread, withMessage, withNewer, withRead } from './state/room-changes'
import type { RoomListState } from './state/types'

interface Needs {
  api: Pick<Api, 'room' | 'rooms'>
  myId(): string
  /** The list has been fetched afresh. */
  onFresh(): void
  /** The room is gone for this person. */
  onRemoved(roomId: string): void
}

const empty: RoomListState = { isLoaded: false, rooms: [] }

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
  const refetching = new Map<string, { again: boolean }>()
  let failures = 0
  const retry = createAlarm(() => void refresh())

  /** Fetches the list; again later when that fails for now. */
  async function refresh(): Promise<void> {
    const mine = ++life
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
    state.set({ isLoaded: true, rooms: byActivity(rooms) })

    isFresh = true
    failures = 0
    const waiting = early
    early = []
    for (const message of waiting) applyMessages([message])
    const present = new Set(rooms.map((room) => room.id))
    for (const roomId of held.keys()) if (!present.has(roomId)) needs.onRemoved(roomId)
    needs.onFresh()
  }

  /** Takes births and changes of one room, in order. Those that do not follow on make the room be fetched. */
  function applyMessages(messages: readonly Message[]): void {
    for (const [at, message] of messages.entries()) {
      const held = find(message.room_id)
      const isNext = held !== undefined && message.changed_seq <= held.last_seq + 1
      if (!isNext && !isFresh) {
        early = [...early, ...messages.slice(at)]
        return
      }
      if (held) put(withMessage(held, message, needs.myId()))
      if (!isNext) void refetch(message.room_id)
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
    const run = { again: false }
    refetching.set(roomId, run)
    const wasHeld = find(roomId) !== undefined
    try {
      const { members: _, ...fetched } = await needs.api.room(roomId)
      const held = find(roomId)
      const wasRemoved = wasHeld && !held
      if (mine === life && !wasRemoved) put(withNewer(held, fetched))
    } catch (error) {
      if (mine !== life) return
      if (error instanceof ApiError && error.code === 'not_a_member') remove(roomId)
      else retryLater(error)
    } finally {
      refetching.delete(roomId)
    }
    if (run.again && mine === life) void refetch(roomId)
  }

  function retryLater(error: unknown): void {
    if (!(error instanceof ApiError)) throw error
    if (error.isTemporary) retry.set(error.retryAfterMs ?? backOffMs(failures++, Math.random()))
  }

  function find(roomId: string): Room | undefined {
    return state.get().rooms.find((room) => room.id === roomId)
  }

  function put(room: Room): void {
    const { rooms, isLoaded } = state.get()
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
    remove,
    /** Takes a room as a frame, or the answer to a change, describes it. */
    announce(room: Room) {
      touched.add(room.id)
      put(withNewer(find(room.id), room))
    },
    /**
     * Takes how far this person has read. What is left is counted in the entries held, if they reach: the
     * server counted before entries that may have arrived earlier.
     */
    applyRead({ room_id, read_seq, unread_count }: ReadState, held: readonly Message[]) {
      const room = find(room_id)
      if (!room) return
      const counted = countUnread(room, read_seq, held, needs.myId())
      put(withRead(room, { read_seq, unread_count: counted ?? unread_count }))
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
      life++
      isFresh = false
      retry.off()
    },
    clear() {
      life++
      isFresh = false
      failures = 0
      early = []
      retry.off()
      state.set(empty)
    },
  }
}
export type RoomList = ReturnType<typeof createRoomList>
