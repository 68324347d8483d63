import { openWebSocket } from '#client/web-socket'

/** How many sockets are opened, and how many a second. */
const amount = { count: 1000, perSecond: 100 }

/**
 * Opens sockets one after the other and closes them again.
 * @returns milliseconds from the request to open each until it was open
 */
export async function handshakes(url: string): Promise<number[]> {
  const took: number[] = []
  const startedAt = performance.now()
  for (let n = 0; n < amount.count; n++) {
    await Bun.sleep(startedAt + (n * 1000) / amount.perSecond - performance.now())
    took.push(await handshake(url))
  }
  return took
}

function handshake(url: string): Promise<number> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const socket = openWebSocket(`${url.replace(/^http/, 'ws')}/ws`, null, {
      onOpen() {
        resolve(performance.now() - startedAt)
        socket.close()
      },
      onText: () => {},
      onClose: () => reject(new Error('the server did not open a socket')),
    })
  })
}
