import type { ClientFrame, ErrorData } from '#protocol/frames'
import type { ReadState } from '#protocol/rooms'
import { type Alarm, createAlarm } from './alarm'
import { backOffMs } from './back-off'

interface Mark {
  seq: number
  /** Sent over this connection, or confirmed over an earlier one. */
  sentSeq: number
  confirmedSeq: number
  /** The newest the server has told: answers may overtake each other. */
  told: Pick<ReadState, 'unread_after' | 'read_changes'>
  refusals: number
  /** Set while the next frame must wait. */
  pause: Alarm
  /** Those who wait until nothing that was sent is unanswered. */
  waiting: (() => void)[]
}

/** At most one frame a room in this time. */
const everyMs = 1_000

/** Tells the server how far this person has read; again on a new connection, until the server confirms it. */
export function createReadMarks(needs: { send(frame: ClientFrame): void }) {
  const marks = new Map<string, Mark>()
  let isConnected = false

  function mark(roomId: string, seq: number): void {
    const held = marks.get(roomId) ?? newMark(roomId)
    if (seq <= held.seq) return
    held.seq = seq
    tell(roomId)
  }

  function newMark(roomId: string): Mark {
    const made: Mark = {
      seq: 0,
      sentSeq: 0,
      confirmedSeq: 0,
      told: { unread_after: 0, read_changes: 0 },
      refusals: 0,
      pause: createAlarm(() => tell(roomId)),
      waiting: [],
    }
    marks.set(roomId, made)
    return made
  }

  function tell(roomId: string): void {
    const held = marks.get(roomId)
    if (!held || !isConnected || held.pause.isSet() || held.sentSeq >= held.seq) return
    held.sentSeq = held.seq
    held.pause.set(everyMs)
    needs.send({ type: 'read', data: { room_id: roomId, seq: held.seq }, ref: readRef(roomId) })
  }

  /** Takes how far the server says it was read: less than before when something was marked as unread. */
  function confirmed(state: ReadState): void {
    const held = marks.get(state.room_id)
    if (!held) return
    if (state.read_changes >= held.told.read_changes) held.told = state
    held.refusals = 0
    const isAnswered = held.sentSeq <= held.confirmedSeq || state.unread_after >= held.sentSeq
    if (!isAnswered) return
    const { unread_after } = held.told
    if (held.seq === held.sentSeq) held.seq = unread_after
    held.sentSeq = unread_after
    held.confirmedSeq = unread_after
    release(held)
  }

  function release(held: Mark): void {
    for (const go of held.waiting.splice(0)) go()
  }

  /** Says at once what waits for its second. Resolves when that has been answered, or will not be. */
  function settled(roomId: string): Promise<void> {
    const held = marks.get(roomId)
    held?.pause.off()
    tell(roomId)
    if (!held || held.sentSeq <= held.confirmedSeq) return Promise.resolve()
    return new Promise((resolve) => held.waiting.push(resolve))
  }

  /** Takes an error that answers a mark. Returns false when it answers something else. */
  function refused(ref: string | number | undefined, error: ErrorData): boolean {
    const found = [...marks].find(([roomId]) => readRef(roomId) === ref)
    if (!found) return false
    const [roomId, held] = found
    held.pause.off()
    held.sentSeq = held.confirmedSeq
    release(held)
    if (!error.retry) return marks.delete(roomId)
    held.pause.set(error.retry_after_ms ?? backOffMs(held.refusals++, Math.random()))
    return true
  }

  function disconnected(): void {
    isConnected = false
    for (const held of marks.values()) {
      held.pause.off()
      held.sentSeq = held.confirmedSeq
      release(held)
    }
  }

  return {
    mark,
    confirmed,
    refused,
    settled,
    disconnected,
    /** How far it was read here that the server has not confirmed; 0 for not at all. */
    unconfirmed(roomId: string): number {
      const held = marks.get(roomId)
      return held && held.seq > held.confirmedSeq ? held.seq : 0
    },
    /** Says of all rooms at once what waits for its second. */
    flush() {
      for (const [roomId, held] of marks) {
        held.pause.off()
        tell(roomId)
      }
    },
    connected() {
      isConnected = true
      for (const roomId of marks.keys()) tell(roomId)
    },
    /** The room is gone for this person; should it come back, it is read anew. */
    forget(roomId: string) {
      const held = marks.get(roomId)
      if (!held) return
      held.pause.off()
      release(held)
      marks.delete(roomId)
    },
    clear() {
      disconnected()
      marks.clear()
    },
  }
}
export type ReadMarks = ReturnType<typeof createReadMarks>

function readRef(roomId: string): string {
  return `read:${roomId}`
}
