import { type CookieJar, cookieJar } from './cookies'
import { type Probe, password } from './probe-people'
import type { Address } from './request'
import { type Answer, type RequestOptions, request } from './request'

/** A page of the server's own site, signed in: it has cookies, repeats the CSRF token, and never sees another token. */
export interface Browser {
  readonly jar: CookieJar
  readonly origin: string
  /** The answer to its sign-in. */
  readonly signIn: Answer
  readonly csrf: string
  /** A request as a page makes it. Headers that are given replace its own; an empty one is left out. */
  call(method: string, path: string, options?: RequestOptions): Promise<Answer>
}

export async function browser(server: Address, person: Probe): Promise<Browser> {
  const jar = cookieJar()
  const origin = new URL(server.url).origin
  const json = { username: person.username, password }
  const signIn = await request(server, 'POST', '/auth/login', { json, headers: { Origin: origin } })
  jar.take(signIn)
  return {
    jar,
    origin,
    signIn,
    get csrf() {
      return jar.get('natter_csrf') ?? ''
    },
    async call(method, path, { headers = {}, ...rest } = {}) {
      const own = { Origin: origin, Cookie: jar.header(), 'X-CSRF-Token': jar.get('natter_csrf') ?? '' }
      const all = Object.entries({ ...own, ...headers }).filter(([, value]) => value !== '')
      const answer = await request(server, method, path, { ...rest, headers: Object.fromEntries(all) })
      jar.take(answer)
      return answer
    },
  }
}
