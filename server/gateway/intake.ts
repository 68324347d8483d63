import { errors } from '#protocol/errors'
import type { ClientFrame, ErrorData, ServerFrame } from '#protocol/frames'
import { loseSocket } from '../domain/calls/sides'
import { DomainError, knownError } from '../domain/errors'
import { takeTurn } from '../limits/pace'
import { type Socket, say, shut, untilDrained } from './connection'
import { frameRate, isFlooding } from './flood'
import { handleFrame } from './handlers'
import { acceptHello, type Needs } from './hello'
import { parseFrame } from './parse-frame'
import { answerPing, type Hearer } from './pong'
import { isTypingTooSoon } from './typing-rate'

const mostWaiting = 64
/** The close code of a connection that ended without a word. */
const lost = 1006
/** What only somebody who is at their device sends. */
const activeFrames: ReadonlySet<ClientFrame['type']> = new Set([
  'send',
  'read',
  'typing',
  'call_start',
  'call_answer',
])
const nonsense = { most: 5, windowMs: 60_000 }

/** What comes in on sockets: one FIFO for each, and what is done with those who send too much. */
export interface Intake {
  /** Handles a text frame after those that came before it on this socket. */
  receive(socket: Socket, text: string): void
  /** Notes a frame of the protocol beneath, which is answered below us and has no text. */
  receiveControl(socket: Socket): void
}

export function createIntake(needs: Needs): Intake {
  const { app } = needs

  function receive(socket: Socket, text: string) {
    socket.data.heardAt = performance.now()
    if (socket.readyState !== WebSocket.OPEN) return
    app.metrics.framesReceived.inc()
    const waitMs = takeTurn(socket.data.framePace, frameRate)
    if (waitMs > 0) return refuseForNow(socket, text, 'frames', waitMs)
    if (socket.data.waiting >= mostWaiting) return refuseForNow(socket, text, 'waiting', 1000)
    socket.data.waiting++
    socket.data.tail = socket.data.tail.then(() => handle(socket, text)).finally(() => socket.data.waiting--)
  }

  function receiveControl(socket: Socket) {
    socket.data.heardAt = performance.now()
    app.metrics.framesReceived.inc()
    if (takeTurn(socket.data.framePace, frameRate) === 0) return
    app.metrics.refusals.inc({ limit: 'frames' })
    noteRefusal(socket)
  }

  function refuseForNow(socket: Socket, text: string, limit: 'frames' | 'waiting', retryAfterMs: number) {
    app.metrics.refusals.inc({ limit })
    const { ref } = parseFrame(text, socket.data.onlyRoom)
    refuse(socket, new DomainError('rate_limited', { retryAfterMs }), ref)
    if (limit === 'frames') noteRefusal(socket)
  }

  async function handle(socket: Socket, text: string): Promise<void> {
    if (socket.readyState !== WebSocket.OPEN) return
    const { frame, error, ref } = parseFrame(text, socket.data.onlyRoom)
    try {
      if (error) throw error
      await respond(socket, frame)
    } catch (failure) {
      if (failure === error) noteNonsense(socket)
      const known = asDomainError(failure)
      refuse(socket, known, ref)
      if (known.code === 'rate_limited') noteRefusal(socket)
    }
    await untilDrained(socket)
  }

  async function respond(socket: Socket, frame: ClientFrame): Promise<void> {
    const { principal } = socket.data
    if (frame.type === 'hello') {
      if (principal) throw new DomainError('invalid', { detail: 'This socket has said hello already.' })
      return acceptHello(needs, socket, frame.data)
    }
    if (!principal) return shut(socket, 'unauthenticated')
    requireOwnRoom(socket.data.onlyRoom, frame)
    if (activeFrames.has(frame.type)) app.activity.note(principal.account.id, principal.sessionId)
    if (isTypingTooSoon(socket.data, frame)) return
    const speaker = { ...principal, socketId: socket.data.id }
    const answer =
      frame.type === 'ping'
        ? await answerPing(app, hearerOf(socket), principal.account)
        : await handleFrame(app, speaker, frame)
    // A call may have been begun or taken by a socket that was closed meanwhile.
    if (socket.readyState !== WebSocket.OPEN) return loseSocket(app, speaker, lost)
    if (answer) say(socket, frame.ref === undefined ? answer : { ...answer, ref: frame.ref })
  }

  function hearerOf(socket: Socket): Hearer {
    const { onlyRoom, toldHeads } = socket.data
    return { onlyRoom, toldHeads, rooms: needs.fanOut.roomsOf(socket) }
  }

  function asDomainError(failure: unknown): DomainError {
    const known = knownError(failure)
    if (known) return known
    app.log.error({ event: 'frame_failed', err: failure })
    return new DomainError('internal')
  }

  return { receive, receiveControl }
}

function requireOwnRoom(onlyRoom: string | null, frame: ClientFrame): void {
  if (onlyRoom === null) return
  if (frame.type.startsWith('call_')) {
    const detail = 'A socket of one room knows nothing of calls. Open one for everything at /ws.'
    throw new DomainError('invalid', { detail })
  }
  if (roomsIn(frame).some((id) => id !== onlyRoom)) throw new DomainError('not_a_member')
}

function roomsIn({ data }: ClientFrame): string[] {
  if ('room_id' in data && data.room_id !== undefined) return [data.room_id]
  return 'marks' in data ? Object.keys(data.marks) : []
}

function refuse(socket: Socket, error: DomainError, ref: ClientFrame['ref']): void {
  const data: ErrorData = { code: error.code, detail: error.message, retry: errors[error.code].retry }
  if (error.errors) data.errors = error.errors
  if (error.retryAfterMs !== undefined) data.retry_after_ms = error.retryAfterMs
  const frame: ServerFrame = { type: 'error', data }
  say(socket, ref === undefined ? frame : { ...frame, ref })
}

function noteRefusal(socket: Socket): void {
  if (isFlooding(socket.data.refusals)) shut(socket, 'flooding')
}

/** Five frames within a minute that make no sense come from something that is no client of ours. */
function noteNonsense(socket: Socket): void {
  const now = performance.now()
  const lately = socket.data.nonsenseAt.filter((at) => now - at < nonsense.windowMs)
  socket.data.nonsenseAt = [...lately, now]
  if (socket.data.nonsenseAt.length >= nonsense.most) shut(socket, 'bad_frames')
}
