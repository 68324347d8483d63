import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { attemptSeconds, type Purpose } from '../auth/attempts'
import type { Environment } from './environment'

/** Ties what was begun to this browser. It comes along when another service sends the person back here. */
export function setAttemptCookie(c: Context<Environment>, purpose: Purpose, secret: string): void {
  setCookie(c, nameOf(c, purpose), secret, {
    path: '/',
    httpOnly: true,
    secure: c.env.isSecure,
    sameSite: 'Lax',
    maxAge: attemptSeconds,
  })
}

/** Reads the cookie and takes it away: what was begun is finished now, or never. */
export function takeAttemptCookie(c: Context<Environment>, purpose: Purpose): string | null {
  const name = nameOf(c, purpose)
  const secret = getCookie(c, name) ?? null
  if (secret !== null) deleteCookie(c, name, { path: '/', secure: c.env.isSecure })
  return secret
}

function nameOf(c: Context<Environment>, purpose: Purpose): string {
  return `${c.env.isSecure ? '__Host-' : ''}natter_${purpose}`
}
