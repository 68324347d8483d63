import { type BeginOauth, oauthBegun } from '#protocol/oauth'
import { type CookieJar, cookieJar } from './cookies'
import { type Address, type Answer, answerOf, request } from './request'

/** A browser that signs in through another service, step by step, so that a test may change one. */
export interface Journey {
  readonly jar: CookieJar
  /** Begins, and follows the other service until it sends back. Resolves to that address. */
  away(provider: string, purpose?: BeginOauth['purpose'], invitation?: string): Promise<URL>
  /** Comes back by this address, as a program that reads errors or as a person's browser. */
  back(address: URL | string, as?: 'program' | 'person'): Promise<Answer>
}

export function journey(server: Address, jar = cookieJar()): Journey {
  const origin = new URL(server.url).origin
  return {
    jar,
    async away(provider, purpose = 'sign_in', invitation) {
      const headers = { Origin: origin, Cookie: jar.header(), 'X-CSRF-Token': jar.get('natter_csrf') ?? '' }
      const begun = await request(server, 'POST', `/auth/oauth/${provider}`, {
        json: { purpose, invitation },
        headers,
      })
      jar.take(begun)
      return followTo(origin, new URL(begun.read(oauthBegun).address))
    },
    async back(address, as = 'program') {
      const headers = { Cookie: jar.header(), Accept: as === 'person' ? 'text/html' : 'application/json' }
      const response = await fetch(address, { headers, redirect: 'manual' })
      const answer = answerOf(response.status, response.headers, await response.text())
      jar.take(answer)
      return answer
    },
  }
}

/** Follows redirects, with the cookies of the other service, up to the first address of this origin. */
async function followTo(origin: string, from: URL): Promise<URL> {
  const cookies = new Map<string, string>()
  let address = from
  for (let step = 0; step < 10; step++) {
    if (address.origin === origin) return address
    const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, { headers: { Cookie }, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const next = response.headers.get('Location')
    if (next === null) throw new Error(`${address} answered ${response.status}: ${await response.text()}`)
    address = new URL(next, address)
  }
  throw new Error('the other service sends back and forth without an end')
}
