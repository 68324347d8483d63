import type { Context } from 'hono'
import type { CodeRequested } from '#protocol/codes'
import type { SignedIn } from '#protocol/sessions'
import { codeMs } from '../auth/mailed-code'
import type { Tokens } from '../auth/sessions'
import type { App } from '../context'
import { setSessionCookies, setTransactionCookie } from './cookies'
import type { Environment } from './environment'
import { isBrowser } from './is-browser'

/** The answer to a sign-in. No page gets to see a token. */
export function answerWith(app: App, c: Context<Environment>, tokens: Tokens): SignedIn {
  if (isBrowser(c)) return answerPage(app, c, tokens)
  return { ...whoIsIn(app, tokens), access_token: tokens.access, refresh_token: tokens.refresh }
}

/** What came as a cookie is answered by cookies, whatever else the request says about itself. */
export function answerPage(app: App, c: Context<Environment>, tokens: Tokens): SignedIn {
  setSessionCookies(c, app, tokens)
  return whoIsIn(app, tokens)
}

/** Answers a request for a code. Browsers get its transaction as a cookie that no script can read. */
export function answerTransaction(c: Context<Environment>, transaction: string): CodeRequested {
  const expires_in = codeMs / 1000
  if (!isBrowser(c)) return { transaction, expires_in }
  setTransactionCookie(c, { transaction, seconds: expires_in })
  return { expires_in }
}

function whoIsIn(app: App, tokens: Tokens): SignedIn {
  const expires_in = app.policy['sessions.access_minutes'] * 60
  return { user: tokens.me, token_type: 'bearer', expires_in }
}
