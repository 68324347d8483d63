import { wordsCache } from '../names'

declare const self: ServiceWorkerGlobalScope

/** Put here by the build: what the first page needs, and a name for just this build. */
declare const shellFiles: readonly string[]
declare const shellVersion: string

const cacheName = `natter-shell-${shellVersion}`
/** Longer than this nobody waits for a page that is here already. */
const patienceMs = 3_000

/** Addresses of the server that are no page of this program. */
const noPage = /^\/(api|ws|spotify)(\/|$)/

export function isPage(request: Request, { pathname }: URL): boolean {
  return request.mode === 'navigate' && !noPage.test(pathname)
}

export function isShell({ pathname }: URL): boolean {
  return pathname.startsWith('/assets/')
}

/** Keeps all of the shell, or fails and keeps nothing: half a program is none. */
export async function takeShell(): Promise<void> {
  const cache = await caches.open(cacheName)
  await cache.addAll(shellFiles.map((path) => new Request(path, { cache: 'reload' })))
}

/** What else there is was left by other versions of this program. */
export async function dropOthers(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name !== cacheName && name !== wordsCache)
  await Promise.all(old.map((name) => caches.delete(name)))
}

/**
 * Pages come from the server as long as it answers, so that a server never gets a page of another version; files named
 * after their content come from here, or are kept when they come.
 */
export async function answerShell(request: Request, url: URL): Promise<Response> {
  const cache = await caches.open(cacheName)
  if (isPage(request, url)) return answerPage(request, cache)
  const held = await cache.match(url.pathname)
  if (held) return held
  const fresh = await fetch(request)
  if (fresh.ok) await cache.put(url.pathname, fresh.clone())
  return fresh
}

async function answerPage(request: Request, cache: Cache): Promise<Response> {
  const held = await cache.match('/')
  if (!held) return fetch(request)
  try {
    const fresh = await Promise.race([fetch(request), tooLong()])
    return fresh.status >= 502 && fresh.status <= 504 ? held : fresh
  } catch {
    // No network, or none to speak of: the page that is here says so itself.
    return held
  }
}

function tooLong(): Promise<never> {
  return new Promise((_, reject) => self.setTimeout(() => reject(new Error('too slow')), patienceMs))
}
