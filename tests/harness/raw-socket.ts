import { connect } from 'node:net'
import { opcodes, rawFrame } from './raw-frames'
import type { Address } from './request'

/** A WebSocket made by hand, which can stop reading and never answers a close. */
export interface RawSocket extends Disposable {
  say(frame: object): void
  /** Sends bytes as they are. */
  write(bytes: Uint8Array): void
  /** Breaks the connection by a reset. */
  reset(): void
  /** What the server has answered to pings of the protocol so far. */
  readonly pongs: readonly string[]
  /** What is sent from now on waits in the network, then at the server. */
  pause(): void
  resume(): void
  /** Resolves with the next text frame, or null once the server has closed. */
  next(): Promise<string | null>
  /** Resolves when the connection is gone, with the code of the close frame if there was one. */
  readonly closed: Promise<number | null>
}

export async function openRawSocket(
  server: Address,
  headers: Record<string, string> = {},
): Promise<RawSocket> {
  const { port } = new URL(server.url)
  const texts: string[] = []
  const pongs: string[] = []
  const waiting: ((text: string | null) => void)[] = []
  let rest = Buffer.alloc(0)
  let code: number | null = null
  let isOver = false

  const socket = connect(Number(port), '127.0.0.1')
  const lines = Object.entries({
    Host: 'localhost',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`)
  socket.write(`GET /ws HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  rest = await afterHandshake()
  socket.on('data', (bytes) => read(Buffer.from(bytes)))
  const closed = new Promise<number | null>((resolve) => {
    socket.on('error', () => {})
    socket.on('close', () => {
      isOver = true
      for (const take of waiting.splice(0)) take(null)
      resolve(code)
    })
  })
  read(Buffer.alloc(0))

  function afterHandshake(): Promise<Buffer<ArrayBuffer>> {
    return new Promise((resolve, reject) => {
      socket.once('error', reject)
      socket.once('data', (bytes) => {
        const received = Buffer.concat([Buffer.from(bytes)])
        const end = received.indexOf('\r\n\r\n')
        const isUpgraded = received.toString('latin1').startsWith('HTTP/1.1 101') && end > 0
        if (isUpgraded) resolve(received.subarray(end + 4))
        else reject(new Error(received.toString()))
      })
    })
  }

  function read(bytes: Uint8Array) {
    rest = Buffer.concat([rest, bytes])
    for (let frame = parse(rest); frame; frame = parse(rest)) {
      rest = rest.subarray(frame.size)
      if (frame.opcode === opcodes.close && frame.payload.length > 1) code = frame.payload.readUInt16BE()
      if (frame.opcode === opcodes.pong) pongs.push(frame.payload.toString())
      if (frame.opcode !== opcodes.text) continue
      const text = frame.payload.toString()
      const take = waiting.shift()
      if (take) take(text)
      else texts.push(text)
    }
  }

  return {
    closed,
    pongs,
    say: (frame) => socket.write(rawFrame(JSON.stringify(frame))),
    write: (bytes) => socket.write(bytes),
    reset: () => socket.resetAndDestroy(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    next() {
      const text = texts.shift()
      if (text !== undefined || isOver) return Promise.resolve(text ?? null)
      return new Promise((resolve) => waiting.push(resolve))
    },
    [Symbol.dispose]: () => socket.destroy(),
  }
}

/** One that has said hello and taken all that is said first. */
export async function greetedRawSocket(server: Address, token: string): Promise<RawSocket> {
  const socket = await openRawSocket(server)
  socket.say({ type: 'hello', data: { version: 1, token } })
  for (let text = await socket.next(); text !== null; text = await socket.next()) {
    if (text.startsWith('{"type":"synced"')) return socket
  }
  throw new Error(`the socket was closed with ${await socket.closed}`)
}

/** The first frame of these bytes, if all of it is there. Servers do not mask. */
function parse(bytes: Buffer) {
  const [first, length] = bytes
  if (first === undefined || length === undefined) return null
  const header = length === 127 ? 10 : length === 126 ? 4 : 2
  if (bytes.length < header) return null
  const payload =
    header === 10 ? Number(bytes.readBigUInt64BE(2)) : header === 4 ? bytes.readUInt16BE(2) : length
  const size = header + payload
  return bytes.length < size ? null : { opcode: first & 15, payload: bytes.subarray(header, size), size }
}
