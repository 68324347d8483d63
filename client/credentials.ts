import type { SignedIn } from '#protocol/sessions'
import { csrfToken } from './csrf-token'

/** How requests prove who makes them. */
export interface Credentials {
  /** What `fetch` does with cookies. */
  readonly cookies: RequestCredentials
  headers(method: string): Record<string, string>
  /** Takes over the tokens of an answer to a sign-in or a refresh. */
  accept(signedIn: SignedIn): void
  clear(): void
  /** False when nobody can be signed in, so that the server need not be asked. */
  mayBeSignedIn(): boolean
  refreshBody(): { refresh_token?: string }
  /** For the first frame of a socket; null where a cookie does it. */
  socketToken(): string | null
  /** True when the access token is known to have run out. */
  isExpired(): boolean
}

/** For browsers: no script ever sees a token. Unsafe requests show that they come from this very page. */
export function cookieCredentials(): Credentials {
  return {
    cookies: 'same-origin',
    headers(method): Record<string, string> {
      if (method === 'GET' || method === 'HEAD') return {}
      const token = csrfToken(document.cookie)
      return token === null ? {} : { 'x-csrf-token': token }
    },
    accept() {},
    clear() {},
    mayBeSignedIn: () => csrfToken(document.cookie) !== null,
    refreshBody: () => ({}),
    socketToken: () => null,
    isExpired: () => false,
  }
}

export interface Tokens {
  access: string
  /** Without it the sign-in ends with the access token. */
  refresh?: string
}

/** Refreshed this long before the end, so that a token does not run out on its way. */
const marginMs = 10_000

/** For programs: the tokens are held in memory and sent in the header. */
export function tokenCredentials(kept?: Tokens): Credentials {
  let tokens = kept
  let expiresAt = Number.POSITIVE_INFINITY
  return {
    cookies: 'omit',
    headers: (): Record<string, string> => (tokens ? { authorization: `Bearer ${tokens.access}` } : {}),
    accept(signedIn) {
      if (signedIn.access_token === undefined) return
      const refresh = signedIn.refresh_token ?? tokens?.refresh
      tokens = { access: signedIn.access_token, ...(refresh !== undefined && { refresh }) }
      expiresAt = performance.now() + signedIn.expires_in * 1000 - marginMs
    },
    clear() {
      tokens = undefined
      expiresAt = Number.POSITIVE_INFINITY
    },
    mayBeSignedIn: () => tokens !== undefined,
    refreshBody: () => (tokens?.refresh === undefined ? {} : { refresh_token: tokens.refresh }),
    socketToken: () => tokens?.access ?? null,
    isExpired: () => performance.now() >= expiresAt,
  }
}
