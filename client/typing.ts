import type { ClientFrame } from '#protocol/frames'
import { limits } from '#protocol/limits'
import type { Message } from '#protocol/messages'
import type { Typing } from '#protocol/presence'
import { type Alarm, createAlarm } from './alarm'
import { writable } from './readable'

/** Who is writing in which room, by the room's id: the one who began first stands first. */
export type Typists = ReadonlyMap<string, readonly Typing[]>

const nobody: Typists = new Map()

/** Who is writing right now, and saying so of this person. */
export function createTyping(needs: { send(frame: ClientFrame): void }) {
  const state = writable(nobody)
  const endings = new Map<string, Alarm>()
  const saidAt = new Map<string, number>()

  function typistsIn(roomId: string): readonly Typing[] {
    return state.get().get(roomId) ?? []
  }

  function put(roomId: string, typists: readonly Typing[]) {
    const rooms = new Map(state.get())
    if (typists.length > 0) rooms.set(roomId, typists)
    else rooms.delete(roomId)
    state.set(rooms)
  }

  function end(roomId: string, userId: string) {
    const key = keyOf(roomId, userId)
    endings.get(key)?.off()
    if (!endings.delete(key)) return
    put(
      roomId,
      typistsIn(roomId).filter((typist) => typist.user_id !== userId),
    )
  }

  return {
    state,
    /** Tells the room that this person is writing in it, at most once every three seconds. */
    say(roomId: string) {
      const now = performance.now()
      const before = saidAt.get(roomId)
      if (before !== undefined && now - before < limits.typing.saidEveryMs) return
      saidAt.set(roomId, now)
      needs.send({ type: 'typing', data: { room_id: roomId } })
    },
    receive(typist: Typing) {
      const { room_id, user_id } = typist
      const key = keyOf(room_id, user_id)
      const isNew = !endings.has(key)
      endings.get(key)?.off()
      const ending = createAlarm(() => end(room_id, user_id))
      ending.set(limits.typing.shownMs)
      endings.set(key, ending)
      if (isNew) put(room_id, [...typistsIn(room_id), typist])
    },
    /** What somebody was writing has come. */
    ended: (message: Message) => end(message.room_id, message.sender_id),
    /** The next word in this room begins another message. */
    sent: (roomId: string) => saidAt.delete(roomId),
    clear() {
      for (const ending of endings.values()) ending.off()
      endings.clear()
      saidAt.clear()
      state.set(nobody)
    },
  }
}
export type TypingStore = ReturnType<typeof createTyping>

function keyOf(roomId: string, userId: string): string {
  return `${roomId}:${userId}`
}
