import type { Heads } from '#protocol/frames'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { createAlarm } from './alarm'
import type { Api } from './api'
import { ApiError } from './api-error'
import { isMixed, mayMiscount, withMessage, withNewer } from './state/room-changes'

interface Needs {
  api: Pick<Api, 'room'>
  myId(): string
  find(roomId: string): Room | undefined
  put(room: Room): void
  /** The room is not this person's any more. */
  remove(roomId: string): void
  /** It failed for any other reason. */
  onFailure(error: unknown): void
}

/** How long entries may be on their way after their number was told. An open log has asked for them by then. */
const lateMs = 1_000

interface Refetch {
  again: boolean
  /** What came meanwhile: the answer may be from before it. */
  since: Message[]
}

/** Fetches rooms by themselves, where frames alone do not say how they are. */
export function createRoomRefetch(needs: Needs) {
  /** Rooms being fetched, and whether they must be fetched once more. */
  const refetching = new Map<string, Refetch>()
  /** The newest numbers that were told of, until they are looked into. */
  const told = new Map<string, number>()
  const late = createAlarm(fetchLate)

  /** Fetches one room; once more if that is asked for while it is on its way. */
  async function refetch(roomId: string): Promise<void> {
    const running = refetching.get(roomId)
    if (running) {
      running.again = true
      return
    }
    const run: Refetch = { again: false, since: [] }
    const isWanted = () => refetching.get(roomId) === run
    refetching.set(roomId, run)
    try {
      const { members: _, ...fetched } = await needs.api.room(roomId)
      if (isWanted()) caughtUp(needs.find(roomId), fetched, run)
    } catch (error) {
      if (!isWanted()) return
      if (error instanceof ApiError && error.code === 'not_a_member') needs.remove(roomId)
      else needs.onFailure(error)
    } finally {
      if (isWanted()) {
        refetching.delete(roomId)
        if (run.again) void refetch(roomId)
      }
    }
  }

  function caughtUp(held: Room | undefined, fetched: Room, run: Refetch): void {
    let room = fetched
    for (const message of run.since) {
      run.again ||= mayMiscount(room, message, needs.myId())
      room = withMessage(room, message, needs.myId())
    }
    run.again ||= isMixed(held, room)
    needs.put(withNewer(held, room))
  }

  function fetchLate(): void {
    const behind = [...told].filter(([roomId, head]) => head > (needs.find(roomId)?.last_seq ?? 0))
    told.clear()
    for (const [roomId] of behind) void refetch(roomId)
  }

  /** Answers that are on their way count no more, and nobody waits for them. */
  function abandon(): void {
    refetching.clear()
  }

  return {
    refetch,
    /** An entry was born or changed; a room on its way may be from before it. */
    hearMessage(message: Message) {
      refetching.get(message.room_id)?.since.push(message)
    },
    /** Hears which numbers are the newest. A room that lags behind a moment later is fetched. */
    hearHeads(heads: Heads) {
      for (const [roomId, head] of Object.entries(heads)) told.set(roomId, head)
      if (told.size > 0) late.set(lateMs)
    },
    abandon,
    /** The room is not this person's any more, whatever an answer on its way says. */
    forget: (roomId: string) => refetching.delete(roomId),
    /** The same, and what was told counts no more. */
    stop() {
      abandon()
      late.off()
      told.clear()
    },
  }
}
