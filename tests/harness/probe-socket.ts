import { type FrameOf, type ServerFrame, serverFrame } from '#protocol/frames'
import { patienceMs } from './patience'
import type { Address } from './request'

/** The types of a browser's WebSocket do not know that Bun's takes headers and can be cut. */
const SocketWithHeaders = WebSocket as unknown as new (
  url: string,
  options: { headers: Record<string, string> },
) => WebSocket & { terminate(): void }

export interface SocketOptions {
  /** What follows the server's address, with its query. */
  path?: string
  headers?: Record<string, string>
  /** Hears every frame as it arrives. */
  onFrame?(frame: ServerFrame): void
}

/** A socket that keeps every frame it hears until a test takes it. */
export interface ProbeSocket extends AsyncDisposable {
  /** Sends a frame as JSON; text goes out as it is. */
  say(frame: object | string): void
  sayBytes(bytes: Uint8Array<ArrayBuffer>): void
  /** Takes the oldest frame of one of these types that nobody took, waiting for one if need be. */
  next<Type extends ServerFrame['type']>(...types: Type[]): Promise<FrameOf<Type>>
  /**
   * Takes all frames that the server had sent when it answered a ping sent now, in their order: what is not among
   * them was not said. Left out is what depends on when others connected (see `presences`), and on how long the test
   * has taken (see `reminders`).
   */
  fence(): Promise<ServerFrame[]>
  /** Takes all that is here at this moment, such as what came before a socket was closed; the same is left out. */
  untaken(): ServerFrame[]
  /** Takes what had been said of who came and went, and nothing else; the rest stays to be taken. */
  presences(): Promise<ServerFrame[]>
  /** The same of numbers told again, which begins two seconds after a text that nobody confirms. */
  reminders(): Promise<ServerFrame[]>
  /** Breaks the connection, without the farewell of a close. */
  lose(): void
  /** Resolves with how the socket was closed, by whichever side. */
  readonly closed: Promise<{ code: number; reason: string }>
}

/** Opens a socket to `/ws` over the real network. Resolves once it is open; it has said nothing yet. */
export async function openSocket(
  server: Address,
  { path = '/ws', headers = {}, onFrame }: SocketOptions = {},
): Promise<ProbeSocket> {
  const socket = new SocketWithHeaders(server.url.replace('http', 'ws') + path, { headers })
  const { frames, listeners, closed } = listen(socket, onFrame)
  await opened(socket)
  let fences = 0

  function take<Taken extends ServerFrame>(isWanted: (frame: ServerFrame) => frame is Taken): Taken | null {
    const at = frames.findIndex(isWanted)
    const frame = at < 0 ? undefined : frames.splice(at, 1)[0]
    return frame && isWanted(frame) ? frame : null
  }

  function until<Taken extends ServerFrame>(
    what: string,
    isWanted: (frame: ServerFrame) => frame is Taken,
  ): Promise<Taken> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => {
        end()
        reject(new Error(`no ${what}: ${why}; untaken: ${JSON.stringify(frames).slice(0, 500)}`))
      }
      const look = () => {
        const frame = take(isWanted)
        if (frame) {
          end()
          resolve(frame)
        } else if (socket.readyState === WebSocket.CLOSED) {
          void closed.then(({ code }) => fail(`the socket was closed with ${code}`))
        }
      }
      const timer = setTimeout(() => fail(`none came in ${patienceMs} ms`), patienceMs)
      const end = () => {
        clearTimeout(timer)
        listeners.delete(look)
      }
      listeners.add(look)
      look()
    })
  }

  async function answered() {
    const ref = `fence-${++fences}`
    socket.send(JSON.stringify({ type: 'ping', data: {}, ref }))
    await until('fence', (frame): frame is FrameOf<'pong'> => frame.type === 'pong' && frame.ref === ref)
  }

  async function takeAll(isWanted: (frame: ServerFrame) => boolean) {
    await answered()
    const all = frames.splice(0)
    frames.push(...all.filter((frame) => !isWanted(frame)))
    return all.filter(isWanted)
  }

  return {
    closed,
    lose: () => socket.terminate(),
    say: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    sayBytes: (bytes) => socket.send(bytes),
    next: <Type extends ServerFrame['type']>(...types: Type[]) =>
      until(types.join(), (frame): frame is FrameOf<Type> => types.some((type) => type === frame.type)),
    untaken: () => frames.splice(0).filter(isOfTheTest),
    async fence() {
      await answered()
      return frames.splice(0).filter(isOfTheTest)
    },
    presences: () => takeAll(isPresence),
    reminders: () => takeAll(isReminder),
    async [Symbol.asyncDispose]() {
      socket.close()
      await closed
    },
  }
}

/** Whether it was said because of what the test did, and not of when it did so. */
function isOfTheTest(frame: ServerFrame): boolean {
  return !isPresence(frame) && !isReminder(frame)
}

function isReminder({ type }: ServerFrame): boolean {
  return type === 'heads'
}

function isPresence({ type }: ServerFrame): boolean {
  return type === 'presence' || type === 'presence_list'
}

function listen(socket: WebSocket, onFrame: SocketOptions['onFrame']) {
  const frames: ServerFrame[] = []
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  socket.addEventListener('message', (event) => {
    const frame = serverFrame.parse(JSON.parse(String(event.data)))
    onFrame?.(frame)
    frames.push(frame)
    tell()
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.addEventListener('close', ({ code, reason }) => {
      resolve({ code, reason })
      tell()
    })
  })
  return { frames, listeners, closed }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('error', () => reject(new Error('the socket could not be opened')), {
      once: true,
    })
  })
}
