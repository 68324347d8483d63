import { createServer } from 'node:net'

/** A port that nobody listens on at this host, for who must know it before listening. */
export async function freePort(host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.once('error', reject)
  probe.listen({ host, port: 0 }, () => {
    const address = probe.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    probe.close(() => resolve(port))
  })
  return promise
}
