import { createServer } from 'node:net'

/** Below the ports that systems give to outgoing connections, which would take one before it is listened on. */
const range = { first: 10_000, last: 32_000 }

/** A port of this machine that nothing listens on at this moment, and that nothing else will take soon. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = range.first + Math.floor(Math.random() * (range.last - range.first))
    if (await isFree(port)) return port
  }
}

/** @throws Error when it cannot be listened on for another reason than that somebody does */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    )
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
