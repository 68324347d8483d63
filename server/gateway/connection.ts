import type { ServerWebSocket } from 'bun'
import type { CloseReason } from '#protocol/close-codes'
import { closeCodes } from '#protocol/close-codes'
import type { ServerFrame } from '#protocol/frames'
import type { Principal } from '../context'
import { newId } from '../domain/new-id'
import { newPace, type Pace } from '../limits/pace'
import type { Metrics } from '../observability/metrics'
import { noRefusals, type Refusals } from './flood'
import { noHeads, type ToldHeads } from './pong'

/** A quarter of what closes a socket: the rest is for what happens meanwhile. */
const mostUnsentBytes = 256 * 1024

/** What the gateway knows about one socket. */
export interface Connection {
  /** Tells it from all others. */
  readonly id: string
  /** Who is speaking; null until the hello has been accepted. */
  principal: Principal | null
  /** The access token the upgrade request carried, if any. */
  token: string | null
  /** The network address it comes from. */
  readonly address: string
  /** For sockets of one room: they hear and may name no other. */
  readonly onlyRoom: string | null
  /** When anything was last heard from it, on the monotonic clock. */
  heardAt: number
  /** The work of earlier frames: frames are handled one after the other. */
  tail: Promise<void>
  /** Frames that arrived and are not handled yet. */
  waiting: number
  /** How fast frames come. */
  readonly framePace: Pace
  readonly refusals: Refusals
  /** When the latest frames came that made no sense. */
  nonsenseAt: number[]
  /** Tells who waits until more can be sent that this is so, or never will be. */
  drained: (() => void) | null
  helloTimer: ReturnType<typeof setTimeout> | null
  /** Rooms joined (true) and left (false) while the hello is being answered; null once it has been. */
  changedEarly: Map<string, boolean> | null
  /** When it was last passed on, for each room, that its person types. */
  readonly typedAt: Map<string, number>
  readonly toldHeads: ToldHeads
  readonly metrics: Metrics
}

export type Socket = ServerWebSocket<Connection>

type Origin = Pick<Connection, 'token' | 'address' | 'onlyRoom' | 'metrics'>

export function newConnection(origin: Origin): Connection {
  return {
    ...origin,
    id: newId(),
    principal: null,
    heardAt: performance.now(),
    tail: Promise.resolve(),
    waiting: 0,
    framePace: newPace(),
    refusals: noRefusals(),
    nonsenseAt: [],
    drained: null,
    helloTimer: null,
    changedEarly: new Map(),
    typedAt: new Map(),
    toldHeads: noHeads(),
  }
}

/** Sends one frame. A socket that has stopped reading is closed, never left with a hole in what it hears. */
export function say(socket: Socket, frame: ServerFrame): void {
  const { metrics } = socket.data
  metrics.framesSent.inc()
  const sent = socket.send(JSON.stringify(frame))
  if (sent !== 0 || socket.readyState !== WebSocket.OPEN) return
  metrics.framesDropped.inc()
  shut(socket, 'slow')
}

/**
 * Resolves when little enough waits to be sent that more may be said, or when the socket is closed. What answers one
 * client at length waits for this in between: a reader who is slow is not one who has stopped.
 */
export function untilDrained(socket: Socket): Promise<void> {
  if (isDrained(socket)) return Promise.resolve()
  return new Promise((resolve) => {
    socket.data.drained = resolve
  })
}

/** Wakes who waits in `untilDrained`, if it is time. */
export function noteDrain(socket: Socket): void {
  if (!isDrained(socket)) return
  socket.data.drained?.()
  socket.data.drained = null
}

function isDrained(socket: Socket): boolean {
  return socket.readyState !== WebSocket.OPEN || socket.getBufferedAmount() <= mostUnsentBytes
}

export function shut(socket: Socket, reason: CloseReason): void {
  const { code, meaning } = closeCodes[reason]
  socket.close(code, meaning)
}
