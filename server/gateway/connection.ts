import type { ServerWebSocket } from 'bun'
import type { CloseReason } from '#protocol/close-codes'
import { closeCodes } from '#protocol/close-codes'
import type { ServerFrame } from '#protocol/frames'
import type { Principal } from '../context'

/** What the gateway knows about one socket. */
export interface Connection {
  /** Who is speaking; null until the hello has been accepted. */
  principal: Principal | null
  /** The access token the upgrade request carried, if any. */
  token: string | null
  /** For sockets of one room: they hear and may name no other. */
  readonly onlyRoom: string | null
  /** The work of earlier frames: frames are handled one after the other. */
  tail: Promise<void>
  /** Frames that arrived and are not handled yet. */
  waiting: number
  /** When the latest frames came that made no sense. */
  nonsenseAt: number[]
  helloTimer: ReturnType<typeof setTimeout> | null
  /** Rooms joined (true) and left (false) while the hello is being answered; null once it has been. */
  changedEarly: Map<string, boolean> | null
}

export type Socket = ServerWebSocket<Connection>

export function newConnection(token: string | null, onlyRoom: string | null): Connection {
  return {
    principal: null,
    token,
    onlyRoom,
    tail: Promise.resolve(),
    waiting: 0,
    nonsenseAt: [],
    helloTimer: null,
    changedEarly: new Map(),
  }
}

/** Sends one frame. A socket that has stopped reading is closed, never left with a hole in what it hears. */
export function say(socket: Socket, frame: ServerFrame): void {
  const sent = socket.send(JSON.stringify(frame))
  if (sent === 0 && socket.readyState === WebSocket.OPEN) shut(socket, 'slow')
}

export function shut(socket: Socket, reason: CloseReason): void {
  const { code, meaning } = closeCodes[reason]
  socket.close(code, meaning)
}
