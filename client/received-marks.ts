import type { ClientFrame, ErrorData } from '#protocol/frames'
import { limits } from '#protocol/limits'
import type { ReceivedMarks as Marks } from '#protocol/receipts'
import type { Room } from '#protocol/rooms'
import { createAlarm } from './alarm'
import { backOffMs } from './back-off'

interface Needs {
  send(frame: ClientFrame): void
  /** The rooms as this device knows them. */
  rooms(): readonly Room[]
}

/** What comes within this time is confirmed together, and a read mark that covers it spares the confirmation. */
const gatherMs = 100

/** At most one frame in this time, for all rooms together. */
const everyMs = 1_000

const ref = 'received'

/** Tells the server what has arrived on this device; again on a new connection, until the server confirms it. */
export function createReceivedMarks(needs: Needs) {
  const confirmed = new Map<string, number>()
  const sent = new Map<string, number>()
  /** Rooms whose confirmation did not reach the server, whether by `received` or by `read`. */
  const missed = new Set<string>()
  let isConnected = false
  let refusals = 0
  const alarm = createAlarm(tell)

  function tell(): void {
    const due = dueMarks()
    if (!isConnected || due.length === 0) return
    for (const [roomId, seq] of due) {
      sent.set(roomId, seq)
      missed.delete(roomId)
    }
    alarm.set(everyMs)
    needs.send({ type: 'received', data: { marks: Object.fromEntries(due) }, ref })
  }

  /** What was read is confirmed by that, as far as the server knows. */
  function dueMarks(): [string, number][] {
    return needs
      .rooms()
      .filter(
        (room) => room.last_seq > Math.max(missed.has(room.id) ? 0 : room.read_seq, sent.get(room.id) ?? 0),
      )
      .slice(0, limits.receivedMarks)
      .map((room) => [room.id, room.last_seq])
  }

  /** The server lacks the confirmation of these rooms. */
  function repeat(roomIds: readonly string[]): void {
    for (const roomId of roomIds) {
      missed.add(roomId)
      confirmed.delete(roomId)
      sent.delete(roomId)
    }
    noticed()
  }

  function forgetSent(): void {
    sent.clear()
    for (const [roomId, seq] of confirmed) sent.set(roomId, seq)
  }

  function disconnected(): void {
    isConnected = false
    alarm.off()
    forgetSent()
  }

  /** The rooms may have changed. */
  function noticed(): void {
    if (isConnected && !alarm.isSet() && dueMarks().length > 0) alarm.set(gatherMs)
  }

  return {
    noticed,
    repeat,
    disconnected,
    confirmed({ marks }: Marks) {
      refusals = 0
      for (const [roomId, seq] of Object.entries(marks)) confirmed.set(roomId, seq)
    },
    /** Takes an error that answers a confirmation. Returns false when it answers something else. */
    refused(answered: string | number | undefined, error: ErrorData): boolean {
      if (answered !== ref) return false
      if (error.retry) {
        forgetSent()
        alarm.off()
        alarm.set(error.retry_after_ms ?? backOffMs(refusals++, Math.random()))
      }
      return true
    },
    connected() {
      isConnected = true
      noticed()
    },
    clear() {
      confirmed.clear()
      missed.clear()
      disconnected()
    },
  }
}
export type ReceivedMarks = ReturnType<typeof createReceivedMarks>
