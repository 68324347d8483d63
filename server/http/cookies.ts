import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { csrfToken } from '../auth/csrf'
import { deviceDays } from '../auth/new-device'
import type { Tokens } from '../auth/sessions'
import type { App } from '../context'
import type { Environment } from './environment'

const daySeconds = 24 * 60 * 60

/** Over HTTPS they are names that a browser accepts over HTTPS only, for this very host. */
export function cookieNames(isSecure: boolean) {
  const prefix = isSecure ? '__Host-' : ''
  return {
    access: `${prefix}natter_access`,
    refresh: `${prefix}natter_refresh`,
    csrf: `${prefix}natter_csrf`,
    transaction: `${prefix}natter_transaction`,
  }
}

/** Signs a browser in: two cookies no script can read, and the CSRF token, which is no credential. */
export function setSessionCookies(c: Context<Environment>, app: App, tokens: Tokens): void {
  const secure = c.env.isSecure
  const names = cookieNames(secure)
  const common = { path: '/', secure, sameSite: 'Lax', maxAge: maxAge(app) } as const
  setCookie(c, names.access, tokens.access, { ...common, httpOnly: true })
  setCookie(c, names.refresh, tokens.refresh, { ...common, httpOnly: true })
  setCookie(c, names.csrf, csrfToken(app.keys.csrf, tokens.sessionId), common)
  if (tokens.deviceId !== undefined) setDeviceCookie(c, tokens.deviceId)
}

export function clearSessionCookies(c: Context<Environment>): void {
  for (const name of Object.values(cookieNames(c.env.isSecure))) {
    deleteCookie(c, name, { path: '/', secure: c.env.isSecure })
  }
}

export function readCookie(
  c: Context<Environment>,
  which: keyof ReturnType<typeof cookieNames>,
): string | null {
  return getCookie(c, cookieNames(c.env.isSecure)[which]) ?? null
}

/** Ties the code that is being mailed to this browser. */
export function setTransactionCookie(
  c: Context<Environment>,
  { transaction, seconds }: { transaction: string; seconds: number },
): void {
  const secure = c.env.isSecure
  const common = { path: '/', secure, sameSite: 'Lax', maxAge: seconds } as const
  setCookie(c, cookieNames(secure).transaction, transaction, { ...common, httpOnly: true })
}

export function clearTransactionCookie(c: Context<Environment>): void {
  const secure = c.env.isSecure
  deleteCookie(c, cookieNames(secure).transaction, { path: '/', secure })
}

/** Outlives the session: a browser that signs in again is recognised by it. It proves nothing else. */
function setDeviceCookie(c: Context<Environment>, id: string): void {
  const secure = c.env.isSecure
  const common = { path: '/', secure, sameSite: 'Lax', httpOnly: true } as const
  setCookie(c, deviceCookieName(secure), id, { ...common, maxAge: deviceDays * daySeconds })
}

/** What this browser is recognised by; null when it has nothing, or something that was not made here. */
export function readDeviceCookie(c: Context<Environment>): string | null {
  const id = getCookie(c, deviceCookieName(c.env.isSecure)) ?? ''
  return /^[A-Za-z0-9_-]{22}$/.test(id) ? id : null
}

function deviceCookieName(isSecure: boolean): string {
  return `${isSecure ? '__Host-' : ''}natter_device`
}

/** Browsers keep a cookie for 400 days at most. */
function maxAge(app: App): number {
  return Math.min(app.policy['sessions.days'], 400) * daySeconds
}
