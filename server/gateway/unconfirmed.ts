import type { Heads, ServerFrame } from '#protocol/frames'
import type { BusEvent } from '../bus/bus'
import type { App } from '../context'
import { headIfLate, lateIn } from '../domain/delivery/heads'

const sweepMs = 1_000
const pauseMs = { first: 1_000, most: 60_000 }

/** So many are looked up in one sweep; the others in the next. */
const mostPerSweep = 500

/** Somebody who was sent a number of a room and has not confirmed it. */
interface Late {
  readonly accountId: string
  readonly roomId: string
  seq: number
  /** How long nothing is said after they are told again. */
  pauseMs: number
  /** When they are to be told; milliseconds of the monotonic clock. */
  dueAt: number
}

interface People {
  /** Whether somebody has a device here that hears of all their rooms. */
  isHere(accountId: string): boolean
  tell(accountId: string, frame: ServerFrame): void
}

/** Tells devices again of what they were sent and did not confirm: rule D22 of docs/delivery.md. */
export interface Unconfirmed {
  handle(event: BusEvent): void
  /** What somebody missed was sent to one of their devices, up to this number. */
  resent(accountId: string, roomId: string, seq: number): void
  start(): void
  /** Resolves when the database is not asked any more. */
  stop(): Promise<void>
}

/**
 * Remembers one number for each room that something was sent to within seconds, not one for each person it was sent
 * to. The database says who stayed behind that number; only they are remembered, until they confirm or go.
 */
export function createUnconfirmed(app: App, people: People): Unconfirmed {
  /** The newest number sent to each room in this second, in the one before, and in the one before that. */
  let [latest, earlier, settled] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ]
  const lates = new Map<string, Late>()
  let sweeping: Promise<void> | null = null
  let timer: ReturnType<typeof setInterval> | null = null

  /** One after the other, however long one takes. */
  function beginSweep(): void {
    sweeping ??= sweep().finally(() => {
      sweeping = null
    })
  }

  /** Nobody waits for what is done here, so nobody else would hear of a failure. */
  async function sweep(): Promise<void> {
    try {
      await findLate()
      await tellDue()
    } catch (err) {
      app.log.error({ event: 'telling_again_failed', err })
    }
  }

  /** A client gathers its confirmations for a second: who is well has confirmed by now what is two seconds old. */
  async function findLate(): Promise<void> {
    const rooms = settled
    ;[latest, earlier, settled] = [new Map(), latest, earlier]
    for (const [roomId, seq] of rooms) {
      for (const accountId of await lateIn(app, roomId, seq)) {
        if (people.isHere(accountId)) remember(accountId, roomId, seq, performance.now())
      }
    }
  }

  function remember(accountId: string, roomId: string, seq: number, dueAt: number): void {
    const key = `${accountId} ${roomId}`
    const known = lates.get(key)
    if (known) known.seq = Math.max(known.seq, seq)
    else lates.set(key, { accountId, roomId, seq, pauseMs: pauseMs.first, dueAt })
  }

  async function tellDue(): Promise<void> {
    const now = performance.now()
    const due = [...lates].filter(([, late]) => late.dueAt <= now + sweepMs / 2).slice(0, mostPerSweep)
    const byPerson = new Map<string, Heads>()
    for (const [key, late] of due) {
      const head = people.isHere(late.accountId) ? await headIfLate(app, late) : undefined
      if (head === undefined) {
        lates.delete(key)
        continue
      }
      byPerson.set(late.accountId, { ...byPerson.get(late.accountId), [late.roomId]: head })
      late.dueAt = now + late.pauseMs
      late.pauseMs = Math.min(late.pauseMs * 2, pauseMs.most)
    }
    for (const [accountId, heads] of byPerson) {
      app.metrics.toldAgain.inc()
      people.tell(accountId, { type: 'heads', data: { heads } })
    }
  }

  return {
    handle(event) {
      if (event.kind !== 'room_frame') return
      const { type, data } = event.frame
      if (type === 'message' || type === 'message_changed') latest.set(event.roomId, data.changed_seq)
    },
    resent: (accountId, roomId, seq) => remember(accountId, roomId, seq, performance.now() + 2 * sweepMs),
    start() {
      timer = setInterval(beginSweep, sweepMs)
    },
    async stop() {
      if (timer) clearInterval(timer)
      await sweeping
    },
  }
}
