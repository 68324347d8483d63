import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { csrfToken } from '../auth/csrf'
import { deviceDays } from '../auth/new-device'
import type { Tokens } from '../auth/sessions'
import type { App } from '../context'

const daySeconds = 24 * 60 * 60

/** Names a browser only accepts over HTTPS, for this very host, where the public address is HTTPS. */
export function cookieNames(app: App) {
  const prefix = isSecure(app) ? '__Host-' : ''
  return {
    access: `${prefix}natter_access`,
    refresh: `${prefix}natter_refresh`,
    csrf: `${prefix}natter_csrf`,
    transaction: `${prefix}natter_transaction`,
  }
}

/** Signs a browser in: two cookies no script can read, and the CSRF token, which is no credential. */
export function setSessionCookies(c: Context, app: App, tokens: Tokens): void {
  const names = cookieNames(app)
  const common = { path: '/', secure: isSecure(app), sameSite: 'Lax', maxAge: maxAge(app) } as const
  setCookie(c, names.access, tokens.access, { ...common, httpOnly: true })
  setCookie(c, names.refresh, tokens.refresh, { ...common, httpOnly: true })
  setCookie(c, names.csrf, csrfToken(app.keys.csrf, tokens.sessionId), common)
  if (tokens.deviceId !== undefined) setDeviceCookie(c, app, tokens.deviceId)
}

export function clearSessionCookies(c: Context, app: App): void {
  for (const name of Object.values(cookieNames(app))) {
    deleteCookie(c, name, { path: '/', secure: isSecure(app) })
  }
}

export function readCookie(c: Context, app: App, which: keyof ReturnType<typeof cookieNames>): string | null {
  return getCookie(c, cookieNames(app)[which]) ?? null
}

/** Ties the code that is being mailed to this browser. */
export function setTransactionCookie(
  c: Context,
  app: App,
  { transaction, seconds }: { transaction: string; seconds: number },
): void {
  const common = { path: '/', secure: isSecure(app), sameSite: 'Lax', maxAge: seconds } as const
  setCookie(c, cookieNames(app).transaction, transaction, { ...common, httpOnly: true })
}

export function clearTransactionCookie(c: Context, app: App): void {
  deleteCookie(c, cookieNames(app).transaction, { path: '/', secure: isSecure(app) })
}

/** Outlives the session: a browser that signs in again is recognised by it. It proves nothing else. */
function setDeviceCookie(c: Context, app: App, id: string): void {
  const common = { path: '/', secure: isSecure(app), sameSite: 'Lax', httpOnly: true } as const
  setCookie(c, deviceCookieName(app), id, { ...common, maxAge: deviceDays * daySeconds })
}

/** What this browser is recognised by; null when it has nothing, or something that was not made here. */
export function readDeviceCookie(c: Context, app: App): string | null {
  const id = getCookie(c, deviceCookieName(app)) ?? ''
  return /^[A-Za-z0-9_-]{22}$/.test(id) ? id : null
}

function deviceCookieName(app: App): string {
  return `${isSecure(app) ? '__Host-' : ''}natter_device`
}

/** Browsers keep a cookie for 400 days at most. */
function maxAge(app: App): number {
  return Math.min(app.policy['sessions.days'], 400) * daySeconds
}

/** Whether people reach this server by HTTPS alone. */
export function isSecure(app: App): boolean {
  return app.config.publicUrl.startsWith('https:')
}
