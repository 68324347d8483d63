import type { ClientFrame, ErrorData } from '#protocol/frames'
import type { ReadState } from '#protocol/rooms'
import { type Alarm, createAlarm } from './alarm'
import { backOffMs } from './back-off'

interface Mark {
  seq: number
  /** Sent over this connection, or confirmed over an earlier one. */
  sentSeq: number
  confirmedSeq: number
  refusals: number
  /** Set while the next frame must wait. */
  pause: Alarm
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
    const made = { seq: 0, sentSeq: 0, confirmedSeq: 0, refusals: 0, pause: createAlarm(() => tell(roomId)) }
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

  function confirmed({ room_id, read_seq }: ReadState): void {
    const held = marks.get(room_id)
    if (!held) return
    held.confirmedSeq = Math.max(held.confirmedSeq, read_seq)
    held.refusals = 0
  }

  /** Takes an error that answers a mark. Returns false when it answers something else. */
  function refused(ref: string | number | undefined, error: ErrorData): boolean {
    const found = [...marks].find(([roomId]) => readRef(roomId) === ref)
    if (!found) return false
    const [roomId, held] = found
    held.pause.off()
    if (!error.retry) return marks.delete(roomId)
    held.sentSeq = held.confirmedSeq
    held.pause.set(error.retry_after_ms ?? backOffMs(held.refusals++, Math.random()))
    return true
  }

  function disconnected(): void {
    isConnected = false
    for (const held of marks.values()) {
      held.pause.off()
      held.sentSeq = held.confirmedSeq
    }
  }

  return {
    mark,
    confirmed,
    refused,
    disconnected,
    connected() {
      isConnected = true
      for (const roomId of marks.keys()) tell(roomId)
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
