import { backOffMs, reconnectMs, stableMs } from '#client/back-off'
import type { Registered } from '../harness/registered'

interface ResetOptions {
  url: string
  people: readonly Registered[]
  /** How many sockets there are in all. */
  count: number
}

export interface ResetFigures {
  /** For each socket, from the reset until it was synced again. */
  syncedMs: number[]
  /** How often an attempt failed. */
  failures: number
}

/** The types of a browser's WebSocket do not know that Bun's can be cut. */
type CuttableSocket = WebSocket & { terminate(): void }

/** How many connect at the same time before anything is measured. */
const atOnce = 50
const mostAttempts = 60

/**
 * Opens many sockets, resets all of them at once as the loss of a network does, and lets each come back by the rule
 * that clients keep after the loss of a connection older than a minute.
 */
export async function resetCrowd({ url, people, count }: ResetOptions): Promise<ResetFigures> {
  const address = `${url.replace('http', 'ws')}/ws`
  const tokens = Array.from({ length: count }, (_, n) => people[n % people.length]?.tokens.access ?? '')
  const sockets: CuttableSocket[] = []
  for (let start = 0; start < count; start += atOnce) {
    const some = tokens.slice(start, start + atOnce)
    sockets.push(...(await Promise.all(some.map((token) => greetInTime(address, token)))))
  }

  const start = performance.now()
  for (const socket of sockets) socket.terminate()
  let failures = 0
  const back = await Promise.all(
    tokens.map(async (token) => {
      const loss = { isAbnormal: true, livedMs: stableMs + 1, retryMs: null }
      await Bun.sleep(reconnectMs(loss, 0, Math.random()))
      for (let attempt = 1; ; attempt++) {
        try {
          const socket = await greet(address, token)
          return { socket, ms: performance.now() - start }
        } catch {
          failures++
          await Bun.sleep(backOffMs(attempt, Math.random()))
        }
      }
    }),
  )
  for (const { socket } of back) socket.terminate()
  return { syncedMs: back.map(({ ms }) => ms), failures }
}

/** The same for who may be refused because many connect, and asks again and again. */
async function greetInTime(address: string, token: string): Promise<CuttableSocket> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await greet(address, token)
    } catch (error) {
      if (attempt === mostAttempts) throw error
      await Bun.sleep(Math.random() * 1000)
    }
  }
}

/** Resolves with a socket that has heard `synced`; rejects when it is closed before. */
function greet(address: string, token: string): Promise<CuttableSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address) as CuttableSocket
    socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', data: { version: 1, token } }))
    socket.onmessage = ({ data }) => {
      if (String(data).startsWith('{"type":"synced"')) resolve(socket)
    }
    socket.onclose = ({ code }) => reject(new Error(`the socket was closed with ${code}`))
  })
}
