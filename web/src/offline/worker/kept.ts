import { keptCache, keptPaths } from '../names'

const most = 30
const room = /^\/api\/v1\/chat\/rooms\/[a-z0-9]{1,32}\/messages$/
const single = new Set(keptPaths)

/**
 * Answers of the server that a page needs to begin: they are kept as they come, and given when the server cannot be
 * reached. Undefined for all others. The newest page of a room is one of them, further ones are not.
 */
export function answerKept(request: Request, { pathname, searchParams }: URL): Promise<Response> | undefined {
  const isPart = ['before', 'after', 'around'].some((name) => searchParams.has(name))
  if (!single.has(pathname) && (!room.test(pathname) || isPart)) return undefined
  return freshOrKept(request, pathname)
}

async function freshOrKept(request: Request, pathname: string): Promise<Response> {
  try {
    const fresh = await fetch(request)
    if (fresh.ok) await keep(pathname, fresh.clone())
    if (fresh.status < 502 || fresh.status > 504) return fresh
    return (await held(pathname)) ?? fresh
  } catch (error) {
    const kept = await held(pathname)
    if (kept) return kept
    throw error
  }
}

async function held(pathname: string): Promise<Response | undefined> {
  return (await caches.open(keptCache)).match(pathname, { ignoreVary: true })
}

/** The rooms opened longest ago make room for others. */
async function keep(pathname: string, answer: Response): Promise<void> {
  const cache = await caches.open(keptCache)
  await cache.delete(pathname, { ignoreVary: true })
  await cache.put(pathname, answer)
  const keys = await cache.keys()
  const rooms = keys.filter(({ url }) => room.test(new URL(url).pathname))
  await Promise.all(rooms.slice(0, -most).map((old) => cache.delete(old)))
}

export async function forgetKept(): Promise<void> {
  await caches.delete(keptCache)
}
