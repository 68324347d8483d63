import type { TestServer } from '../harness/server'

export interface HeldAnswers extends Disposable {
  /** Where the API of the server is reached through it. Sockets are not passed on. */
  readonly url: string
  /** The paths of all requests so far. */
  readonly asked: readonly string[]
  /** From now on answers to GET requests of paths with this end are held. Resolves when there is the first. */
  hold(pathEnd: string): Promise<void>
  /** Lets the answers go. */
  release(): void
}

/** A proxy between a client and a server that can keep answers back after they were made. */
export function holdAnswers(server: TestServer): HeldAnswers {
  let held: { pathEnd: string; first: PromiseWithResolvers<void>; gate: PromiseWithResolvers<void> } | null =
    null
  const asked: string[] = []
  const proxy = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const { pathname } = new URL(request.url)
      asked.push(pathname)
      const answer = await passOn(server, request)
      if (held && request.method === 'GET' && pathname.endsWith(held.pathEnd)) {
        held.first.resolve()
        await held.gate.promise
      }
      return answer
    },
  })
  return {
    url: `http://127.0.0.1:${proxy.port}`,
    asked,
    hold(pathEnd) {
      held = { pathEnd, first: Promise.withResolvers(), gate: Promise.withResolvers() }
      return held.first.promise
    },
    release() {
      held?.gate.resolve()
      held = null
    },
    [Symbol.dispose]: () => void proxy.stop(true),
  }
}

async function passOn(server: TestServer, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const authorization = request.headers.get('authorization')
  const answer = await fetch(`${server.url}${pathname}${search}`, {
    method: request.method,
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: request.method === 'GET' ? null : await request.text(),
  })
  const { status, headers } = answer
  const type = headers.get('content-type') ?? 'application/json'
  return new Response(status === 204 ? null : await answer.text(), {
    status,
    headers: { 'content-type': type },
  })
}
