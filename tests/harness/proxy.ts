import { connect, createServer, type Socket } from 'node:net'

/** What connections through the proxy suffer; it may change at any moment. */
export interface Weather {
  /** Nothing is passed on and nobody is told: both ends believe that the other is silent. */
  isBlackHole: boolean
  /** New connections are reset. */
  isDown: boolean
  /** Bytes a second that come down each connection; null for all there are. */
  downBytesPerSecond: number | null
  /** What is sent waits this long before it goes up. */
  upDelayMs: number
  /** Everything is passed on in pieces of this many bytes; null for as it came. */
  sliceBytes: number | null
}

type Direction = 'up' | 'down'

/** Looks at bytes that pass. A number lets only so many of them through and then breaks the connection. */
export type Watcher = (bytes: Buffer, direction: Direction) => number | null

export interface TcpProxy extends Disposable {
  readonly url: string
  readonly weather: Weather
  /** Replaces who looks at the bytes; null lets all of them pass. */
  watch(watcher: Watcher | null): void
  /** Breaks all connections, by a reset or by an orderly end. */
  cut(how?: 'reset' | 'end'): void
  /** How many connections were made so far. */
  connects(): number
}

/** How often what is slowed down may go on. */
const tickMs = 100

/** A bad network before a server of this machine: TCP passed on, delayed, slowed, sliced, cut or swallowed. */
export async function startProxy(target: string): Promise<TcpProxy> {
  const targetPort = Number(new URL(target).port)
  const weather: Weather = {
    isBlackHole: false,
    isDown: false,
    downBytesPerSecond: null,
    upDelayMs: 0,
    sliceBytes: null,
  }
  const near = new Set<Socket>()
  const far = new Map<Socket, Socket>()
  let watcher: Watcher | null = null
  let connects = 0

  const listener = createServer((client) => {
    connects++
    if (weather.isDown) {
      client.resetAndDestroy()
      return
    }
    const server = connect(targetPort, '127.0.0.1')
    near.add(client)
    far.set(client, server)
    const breakBoth = () => breakPair(client, 'reset')
    carry(client, server, 'up', breakBoth)
    carry(server, client, 'down', breakBoth)
    // Who went is not missed while nothing gets through.
    for (const side of [client, server]) {
      side.setNoDelay(true)
      side.on('error', () => {})
      side.on('close', () => !weather.isBlackHole && breakPair(client, 'end'))
    }
  })

  function carry(from: Socket, to: Socket, direction: Direction, breakBoth: () => void): void {
    from.on('data', (chunk) => {
      const bytes = Buffer.from(chunk)
      if (weather.isBlackHole) return
      const passBytes = watcher?.(bytes, direction) ?? null
      if (passBytes !== null) {
        to.write(bytes.subarray(0, passBytes))
        // What was let through must be gone before the reset, which throws away what waits.
        setTimeout(breakBoth, 1)
      } else if (direction === 'up' && weather.upDelayMs > 0) {
        setTimeout(() => pass(from, to, bytes), weather.upDelayMs)
      } else if (direction === 'down' && weather.downBytesPerSecond !== null) trickle(from, to, bytes)
      else pass(from, to, bytes)
    })
  }

  function pass(from: Socket, to: Socket, bytes: Buffer): void {
    const size = weather.sliceBytes ?? bytes.length
    let isFull = false
    for (let at = 0; at < bytes.length; at += size) isFull = !to.write(bytes.subarray(at, at + size))
    if (!isFull) return
    from.pause()
    to.once('drain', () => from.resume())
  }

  /** Passes on a tick's share; the sender waits as long as more is left. */
  function trickle(from: Socket, to: Socket, bytes: Buffer): void {
    from.pause()
    const share = Math.ceil(((weather.downBytesPerSecond ?? Number.POSITIVE_INFINITY) * tickMs) / 1000)
    to.write(bytes.subarray(0, share))
    setTimeout(() => {
      if (to.destroyed) return
      if (bytes.length > share) trickle(from, to, bytes.subarray(share))
      else from.resume()
    }, tickMs)
  }

  function breakPair(client: Socket, how: 'reset' | 'end'): void {
    if (!near.delete(client)) return
    const server = far.get(client)
    far.delete(client)
    for (const side of [client, server]) {
      if (how === 'reset') side?.resetAndDestroy()
      else side?.end()
    }
  }

  function cut(how: 'reset' | 'end' = 'reset'): void {
    for (const client of [...near]) breakPair(client, how)
  }

  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const address = listener.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    weather,
    watch: (next) => {
      watcher = next
    },
    cut,
    connects: () => connects,
    [Symbol.dispose]() {
      cut()
      listener.close()
    },
  }
}
