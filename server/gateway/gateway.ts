import type { Server, WebSocketHandler } from 'bun'
import { closeCodes } from '#protocol/close-codes'
import { limits } from '#protocol/limits'
import type { App } from '../context'
import { loseSocket } from '../domain/calls/sides'
import { type Admission, createAdmission } from './admission'
import { type Connection, noteDrain, type Socket, say, shut } from './connection'
import { createFanOut } from './fan-out'
import { createIntake } from './intake'
import { createPresence } from './presence'
import { scopedHello } from './scoped'
import { createSilenceWatch } from './silence'
import { createUnconfirmed } from './unconfirmed'

const helloMs = 10_000

/** The close codes that are counted by themselves. Clients may send any. */
const countedCodes: ReadonlySet<number> = new Set([
  ...[1000, 1001, 1002, 1003, 1005, 1006, 1007],
  ...Object.values(closeCodes).map(({ code }) => code),
])

export interface Gateway {
  readonly handler: WebSocketHandler<Connection>
  readonly admission: Admission
  /** Gives the gateway the server it publishes through, and begins what happens by itself. */
  attach(server: Server<Connection>): void
  /** Tells every client to come back, at a random moment so that they do not all come at once. */
  sayGoodbye(): void
  connections(): number
  /** Writes down who was here. Call it when all sockets are closed. */
  stop(): Promise<void>
}

/** The socket side of Natter: frames in, frames out. */
export function createGateway(app: App): Gateway {
  let server: Server<Connection> | null = null
  let isStopping = false
  const open = new Set<Socket>()
  const admission = createAdmission(app.config)
  const fanOut = createFanOut(app, () => {
    if (!server) throw new Error('the gateway was used before it was attached to a server')
    return server
  })
  const presence = createPresence(app)
  const unconfirmed = createUnconfirmed(app, fanOut)
  for (const part of [fanOut, presence, unconfirmed]) app.bus.subscribe(part.handle)
  const silence = createSilenceWatch(open)
  const intake = createIntake({ app, fanOut, presence, unconfirmed })

  return {
    admission,
    attach: (to) => {
      server = to
      unconfirmed.start()
      silence.start()
    },
    connections: () => open.size,
    async stop() {
      silence.stop()
      await unconfirmed.stop()
      await presence.stop()
    },
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
        admission.enter(socket.data.address)
        open.add(socket)
        if (isStopping) return shut(socket, 'restart')
        socket.data.helloTimer = setTimeout(() => shut(socket, 'no_hello'), helloMs)
        if (socket.data.onlyRoom !== null) intake.receive(socket, scopedHello)
      },
      message(socket, data) {
        if (typeof data === 'string') intake.receive(socket, data)
        else socket.close(1003, 'Only text frames are understood.')
      },
      ping: intake.receiveControl,
      pong: intake.receiveControl,
      drain: noteDrain,
      close(socket, code) {
        open.delete(socket)
        admission.leave(socket.data.address)
        app.metrics.socketsClosed.inc({ code: countedCodes.has(code) ? String(code) : 'other' })
        noteDrain(socket)
        if (socket.data.helloTimer) clearTimeout(socket.data.helloTimer)
        if (!socket.data.principal) return
        const { principal, id: socketId } = socket.data
        const { id } = principal.account
        fanOut.remove(socket, id)
        loseSocket(app, { ...principal, socketId }, code)
        presence.depart(socket.data, id, code)
      },
    },
  }
}
