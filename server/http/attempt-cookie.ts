import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { attemptSeconds, type Purpose } from '../auth/attempts'
import type { App } from '../context'
import { isSecure } from './cookies'

/** Ties what was begun to this browser. It comes along when another service sends the person back here. */
export function setAttemptCookie(c: Context, app: App, purpose: Purpose, secret: string): void {
  setCookie(c, nameOf(app, purpose), secret, {
    path: '/',
    httpOnly: true,
    secure: isSecure(app),
    sameSite: 'Lax',
    maxAge: attemptSeconds,
  })
}

/** Reads the cookie and takes it away: what was begun is finished now, or never. */
export function takeAttemptCookie(c: Context, app: App, purpose: Purpose): string | null {
  const name = nameOf(app, purpose)
  const secret = getCookie(c, name) ?? null
  if (secret !== null) deleteCookie(c, name, { path: '/', secure: isSecure(app) })
  return secret
}

function nameOf(app: App, purpose: Purpose): string {
  return `${isSecure(app) ? '__Host-' : ''}natter_${purpose}`
}
