import type { OpenSocket, Socket, SocketHandlers } from '#client/ports'
import { openWebSocket } from '#client/web-socket'
import type { ClientFrame, ServerFrame } from '#protocol/frames'

/** What becomes of a frame on its way: nothing, itself, or others. */
export interface Faults {
  incoming?: (frame: ServerFrame) => readonly ServerFrame[]
  outgoing?: (frame: ClientFrame) => readonly ClientFrame[]
}

/** A real socket to a real server whose frames can be lost, repeated, held back or altered, and which can be cut. */
export interface FaultySocket {
  readonly openSocket: OpenSocket
  faults: Faults
  /** Every frame the client wrote, in order. */
  readonly written: ClientFrame[]
  /** Ends the connection as a broken network does. */
  cut(): void
  /** Ends the connection as a server does that gives a reason. */
  close(code: number): void
  /** Sends the server a frame past the faults. */
  pass(frame: ClientFrame): void
  /** Hands the client a text as if the server had sent it. */
  inject(text: string): void
  /** How many sockets have been opened. */
  readonly opened: number
}

export function faultySocket(faults: Faults = {}): FaultySocket {
  let current: { socket: Socket; handlers: SocketHandlers } | null = null
  const network: FaultySocket & { opened: number } = {
    faults,
    opened: 0,
    written: [],
    openSocket(url, token, handlers) {
      const socket = openWebSocket(url, token, {
        onOpen() {
          network.opened++
          handlers.onOpen()
        },
        onText(text) {
          if (current?.handlers !== handlers) return
          const frame: ServerFrame = JSON.parse(text)
          for (const one of network.faults.incoming?.(frame) ?? [frame]) handlers.onText(JSON.stringify(one))
        },
        onClose(code, reason) {
          if (current?.handlers !== handlers) return
          current = null
          handlers.onClose(code, reason)
        },
      })
      current = { socket, handlers }
      return {
        send(text) {
          const frame: ClientFrame = JSON.parse(text)
          network.written.push(frame)
          for (const one of network.faults.outgoing?.(frame) ?? [frame]) socket.send(JSON.stringify(one))
        },
        close: (code, reason) => socket.close(code, reason),
      }
    },
    cut: () => network.close(1006),
    close(code) {
      const closing = current
      current = null
      closing?.socket.close()
      closing?.handlers.onClose(code, '')
    },
    pass: (frame) => current?.socket.send(JSON.stringify(frame)),
    inject: (text) => current?.handlers.onText(text),
  }
  return network
}
