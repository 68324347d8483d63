import { createRoute } from '@hono/zod-openapi'
import * as accounts from '#protocol/accounts'
import * as sessions from '#protocol/sessions'
import { addressKey } from '../../auth/address-key'
import { loginWithPassword } from '../../auth/login'
import { refreshSession } from '../../auth/refresh'
import { registerWithPassword } from '../../auth/register'
import { endSession } from '../../auth/sessions'
import type { App } from '../../context'
import { DomainError } from '../../domain/errors'
import { answerPage, answerWith } from '../answer-tokens'
import { clearSessionCookies, readCookie } from '../cookies'
import { deviceOf } from '../device'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const tags = ['Accounts']

/** Registration, sign-in and sign-out. */
export function authRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/register',
      tags,
      summary: 'Open an account',
      request: body(accounts.register),
      responses: {
        201: json(accounts.me, 'The account. Nobody is signed in yet.'),
        ...failures(
          'policy_disabled',
          'not_found',
          'taken',
          'gone',
          'invalid',
          'password_unsuitable',
          'rate_limited',
        ),
      },
    }),
    async (c) => {
      await app.requestLimits.take('register', addressKey(c.env.address))
      const identity = c.get('identity')
      const input = c.req.valid('json')
      const guest = input.keep_guest && identity?.me.is_guest ? identity.principal.account : null
      return c.json(await registerWithPassword(app, input, deviceOf(c), guest), 201)
    },
  )

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/login',
      tags,
      summary: 'Sign in by username or e-mail address',
      request: body(sessions.login),
      responses: {
        200: json(sessions.signedIn, 'Signed in. Browsers get cookies, other programs the tokens.'),
        ...failures('policy_disabled', 'invalid_credentials', 'passkey_required', 'rate_limited', 'invalid'),
      },
    }),
    async (c) => {
      const tokens = await loginWithPassword(app, c.req.valid('json'), deviceOf(c))
      return c.json(answerWith(app, c, tokens), 200)
    },
  )

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/refresh',
      tags,
      summary: 'Exchange the refresh token for new tokens',
      request: body(sessions.refresh),
      responses: {
        200: json(sessions.signedIn, 'New tokens. The old refresh token is used up.'),
        ...failures('unauthenticated', 'rate_limited'),
      },
    }),
    async (c) => {
      const given = c.req.valid('json').refresh_token
      const token = given ?? readCookie(c, 'refresh')
      if (token === null) throw new DomainError('unauthenticated')
      const tokens = await refreshSession(app, token, c.env.address)
      return c.json(given === undefined ? answerPage(app, c, tokens) : answerWith(app, c, tokens), 200)
    },
  )

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/logout',
      tags,
      summary: 'Sign out',
      security: signedIn,
      responses: { 204: { description: 'Signed out, on open sockets too.' }, ...failures('unauthenticated') },
    }),
    async (c) => {
      const { principal } = requireIdentity(c)
      await endSession(app, principal.account.id, principal.sessionId, c.env.address)
      clearSessionCookies(c)
      c.header('Clear-Site-Data', '"cache"')
      return c.body(null, 204)
    },
  )

  router.openapi(
    createRoute({
      method: 'get',
      path: '/auth/me',
      tags,
      summary: 'Who is signed in',
      security: signedIn,
      responses: { 200: json(accounts.me, 'You.'), ...failures('unauthenticated') },
    }),
    (c) => c.json(requireIdentity(c).me, 200),
  )

  return router
}
