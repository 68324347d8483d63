import type { Context } from 'hono'
import type { SignedIn } from '#protocol/sessions'
import type { Tokens } from '../auth/sessions'
import type { App } from '../context'
import { setSessionCookies } from './cookies'
import type { Environment } from './environment'

/** Answers a sign-in. No page gets to see a token: whoever sends an Origin or fetch metadata is a browser. */
export function answerWith(app: App, c: Context<Environment>, tokens: Tokens): SignedIn {
  const isBrowser = c.req.header('Origin') !== undefined || c.req.header('Sec-Fetch-Site') !== undefined
  if (isBrowser) return answerPage(app, c, tokens)
  return { ...whoIsIn(app, tokens), access_token: tokens.access, refresh_token: tokens.refresh }
}

/** What came as a cookie is answered by cookies, whatever else the request says about itself. */
export function answerPage(app: App, c: Context<Environment>, tokens: Tokens): SignedIn {
  setSessionCookies(c, app, tokens)
  return whoIsIn(app, tokens)
}

function whoIsIn(app: App, tokens: Tokens): SignedIn {
  const expires_in = app.policy['sessions.access_minutes'] * 60
  return { user: tokens.me, token_type: 'bearer', expires_in }
}
