/** Lets a service worker tell what it is asked for. */
const listening = `self.asked = []
self.addEventListener('fetch', ({ request }) => self.asked.push(new URL(request.url).pathname))`

/**
 * A server in front of another one. From the moment it is asked to, it has a newer service worker. Each keeps the addresses it
 * is asked for in `asked`.
 */
export function startRenewable(serverUrl: string) {
  let version = 1
  const proxy = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const { pathname, search } = new URL(request.url)
      const asked = new Headers(request.headers)
      asked.delete('if-none-match')
      const { method, body } = request
      const answer = await fetch(serverUrl + pathname + search, {
        ...{ method, headers: asked, body, redirect: 'manual' },
      })
      const headers = new Headers(answer.headers)
      headers.delete('content-encoding')
      headers.delete('content-length')
      const isWorker = pathname === '/service-worker.js'
      const content = isWorker ? `${listening}\n${await answer.text()}\n//${version}` : answer.body
      return new Response(content, { status: answer.status, headers })
    },
  })
  return {
    url: `http://127.0.0.1:${proxy.port}`,
    renew() {
      version++
    },
    [Symbol.asyncDispose]: () => proxy.stop(true),
  }
}
