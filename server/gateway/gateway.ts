import type { Server, WebSocketHandler } from 'bun'
import { errors } from '#protocol/errors'
import type { ClientFrame, ErrorData, ServerFrame } from '#protocol/frames'
import { limits } from '#protocol/limits'
import type { App } from '../context'
import { DomainError } from '../domain/errors'
import { type Connection, noteDrain, type Socket, say, shut, untilDrained } from './connection'
import { createFanOut } from './fan-out'
import { handleFrame } from './handlers'
import { acceptHello } from './hello'
import { parseFrame } from './parse-frame'
import { createPresence } from './presence'
import { scopedHello } from './scoped'
import { isTypingTooSoon } from './typing-rate'

const helloMs = 10_000
const mostWaiting = 64
const nonsense = { most: 5, windowMs: 60_000 }

export interface Gateway {
  readonly handler: WebSocketHandler<Connection>
  /** Gives the gateway the server it publishes through. */
  attach(server: Server<Connection>): void
  /** Tells every client to come back, at a random moment so that they do not all come at once. */
  sayGoodbye(): void
  connections(): number
  /** Writes down who was here. Call it when all sockets are closed. */
  stop(): Promise<void>
}

/** The socket side of Natter: one FIFO for each socket, frames in, frames out. */
export function createGateway(app: App): Gateway {
  let server: Server<Connection> | null = null
  let isStopping = false
  const open = new Set<Socket>()
  const fanOut = createFanOut(() => {
    if (!server) throw new Error('the gateway was used before it was attached to a server')
    return server
  })
  app.bus.subscribe(fanOut.handle)
  const presence = createPresence(app)
  app.bus.subscribe(presence.handle)

  function receive(socket: Socket, text: string) {
    if (socket.data.waiting >= mostWaiting) {
      const { ref } = parseFrame(text, socket.data.onlyRoom)
      return refuse(socket, new DomainError('rate_limited', { retryAfterMs: 1000 }), ref)
    }
    socket.data.waiting++
    socket.data.tail = socket.data.tail.then(() => handle(socket, text)).finally(() => socket.data.waiting--)
  }

  async function handle(socket: Socket, text: string): Promise<void> {
    if (socket.readyState !== WebSocket.OPEN) return
    const { frame, error, ref } = parseFrame(text, socket.data.onlyRoom)
    try {
      if (error) throw error
      await respond(socket, frame)
    } catch (failure) {
      if (failure === error) noteNonsense(socket)
      refuse(socket, asDomainError(failure), ref)
    }
    await untilDrained(socket)
  }

  async function respond(socket: Socket, frame: ClientFrame): Promise<void> {
    const { principal } = socket.data
    if (frame.type === 'hello') {
      if (principal) throw new DomainError('invalid', { detail: 'This socket has said hello already.' })
      return acceptHello({ app, fanOut, presence }, socket, frame.data)
    }
    if (!principal) return shut(socket, 'unauthenticated')
    requireOwnRoom(socket.data.onlyRoom, frame)
    if (isTypingTooSoon(socket.data, frame)) return
    const answer = await handleFrame(app, principal.account, frame)
    if (answer) say(socket, frame.ref === undefined ? answer : { ...answer, ref: frame.ref })
  }

  function asDomainError(failure: unknown): DomainError {
    if (failure instanceof DomainError) return failure
    app.log.error({ event: 'frame_failed', err: failure })
    return new DomainError('internal')
  }

  return {
    attach: (to) => {
      server = to
    },
    connections: () => open.size,
    stop: presence.stop,
    sayGoodbye() {
      isStopping = true
      for (const socket of open) {
        say(socket, { type: 'bye', data: { reason: 'restart', retry_ms: [0, 10_000] } })
        shut(socket, 'restart')
      }
    },
    handler: {
      maxPayloadLength: limits.frameBytes,
      backpressureLimit: 1 << 20,
      closeOnBackpressureLimit: true,
      idleTimeout: 60,
      perMessageDeflate: false,
      open(socket) {
        if (isStopping) return shut(socket, 'restart')
        open.add(socket)
        socket.data.helloTimer = setTimeout(() => shut(socket, 'no_hello'), helloMs)
        if (socket.data.onlyRoom !== null) receive(socket, scopedHello)
      },
      message(socket, data) {
        if (typeof data === 'string') receive(socket, data)
        else socket.close(1003, 'Only text frames are understood.')
      },
      drain: noteDrain,
      close(socket, code) {
        open.delete(socket)
        noteDrain(socket)
        if (socket.data.helloTimer) clearTimeout(socket.data.helloTimer)
        if (!socket.data.principal) return
        const { id } = socket.data.principal.account
        fanOut.remove(socket, id)
        presence.depart(socket.data, id, code)
      },
    },
  }
}

function requireOwnRoom(onlyRoom: string | null, frame: ClientFrame): void {
  if (onlyRoom === null || !('room_id' in frame.data) || frame.data.room_id === onlyRoom) return
  throw new DomainError('not_a_member')
}

function refuse(socket: Socket, error: DomainError, ref: ClientFrame['ref']): void {
  const data: ErrorData = { code: error.code, detail: error.message, retry: errors[error.code].retry }
  if (error.errors) data.errors = error.errors
  if (error.retryAfterMs !== undefined) data.retry_after_ms = error.retryAfterMs
  const frame: ServerFrame = { type: 'error', data }
  say(socket, ref === undefined ? frame : { ...frame, ref })
}

/** Five frames within a minute that make no sense come from something that is no client of ours. */
function noteNonsense(socket: Socket): void {
  const now = Date.now()
  const lately = socket.data.nonsenseAt.filter((at) => now - at < nonsense.windowMs)
  socket.data.nonsenseAt = [...lately, now]
  if (socket.data.nonsenseAt.length >= nonsense.most) shut(socket, 'bad_frames')
}
