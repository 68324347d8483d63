import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as oauth from '#protocol/oauth'
import { addressKey } from '../../auth/address-key'
import { beginOauth } from '../../auth/oauth/begin'
import { finishOauth } from '../../auth/oauth/finish'
import { disconnect, identitiesOf } from '../../auth/oauth/identities'
import type { App } from '../../context'
import { DomainError } from '../../domain/errors'
import { setAttemptCookie, takeAttemptCookie } from '../attempt-cookie'
import { setSessionCookies } from '../cookies'
import { deviceOf } from '../device'
import type { Environment } from '../environment'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const tags = ['Accounts']
const params = z.object({ provider: z.string().regex(/^[a-z]{1,20}$/, 'must be the id of a service') })

/** Signing in through other services. */
export function oauthRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/oauth/{provider}',
      tags,
      summary: 'Begin to sign in through another service, to connect it, or to prove that it is you',
      request: { params, ...body(oauth.beginOauth) },
      responses: {
        200: json(oauth.oauthBegun, 'Where the browser must go. It comes back with a session of cookies.'),
        ...failures(
          ...(['unauthenticated', 'policy_disabled', 'not_found', 'invalid', 'unavailable'] as const),
          'rate_limited',
        ),
      },
    }),
    async (c) => {
      const { purpose, invitation } = c.req.valid('json')
      const by = purpose === 'sign_in' ? null : requireIdentity(c).principal
      const action = purpose === 'deletion' || purpose === 'export' ? purpose : null
      await app.requestLimits.take('begin_oauth', addressKey(c.env.address))
      const { address, secret } = await beginOauth(app, c.req.valid('param').provider, {
        by,
        action,
        invitation,
      })
      setAttemptCookie(c, 'oauth', secret)
      return c.json({ address: address.href }, 200)
    },
  )

  router.openapi(
    createRoute({
      method: 'get',
      path: '/auth/oauth/{provider}/callback',
      tags,
      summary: 'Where another service sends the browser back to',
      request: { params },
      responses: {
        303: { description: 'To the web client, which tells what failed, if anything did.' },
        ...failures(
          ...(['sign_in_expired', 'sign_in_refused', 'invalid_credentials', 'passkey_required'] as const),
          ...(['link_required', 'taken', 'policy_disabled', 'not_found', 'gone', 'unavailable'] as const),
        ),
      },
    }),
    async (c) => {
      const secret = takeAttemptCookie(c, 'oauth')
      const answer = new URL(c.req.url).searchParams
      const { provider } = c.req.valid('param')
      try {
        const outcome = await finishOauth(app, { provider, answer, secret }, deviceOf(c))
        if (outcome.kind === 'signed_in') setSessionCookies(c, app, outcome.tokens)
        if (outcome.kind === 'proven') setAttemptCookie(c, 'proof', outcome.secret)
        return c.redirect(placeAfter(outcome), 303)
      } catch (error) {
        if (!(error instanceof DomainError) || !isShownToPerson(c)) throw error
        app.log.info({ event: 'oauth_failed', provider, code: error.code })
        return c.redirect(`/?${c.get('identity') ? 'settings' : 'problem'}=${error.code}`, 303)
      }
    },
  )

  router.openapi(
    createRoute({
      method: 'get',
      path: '/auth/identities',
      tags,
      summary: 'The services connected to your account',
      security: signedIn,
      responses: { 200: json(oauth.identityList, 'Oldest first.'), ...failures('unauthenticated') },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json({ identities: await identitiesOf(app, account) }, 200)
    },
  )

  router.openapi(
    createRoute({
      method: 'delete',
      path: '/auth/identities/{provider}',
      tags,
      summary: 'Disconnect a service',
      security: signedIn,
      request: { params },
      responses: {
        204: { description: 'Disconnected.' },
        ...failures('unauthenticated', 'not_found', 'conflict'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      await disconnect(app, account, c.req.valid('param').provider, deviceOf(c))
      return c.body(null, 204)
    },
  )

  return router
}

/** The settings know by their part of the address what to go on with. */
function placeAfter(outcome: Awaited<ReturnType<typeof finishOauth>>): string {
  if (outcome.kind === 'signed_in') return '/'
  return `/?settings=${outcome.kind === 'proven' ? outcome.action : 'connected'}`
}

/** A browser that came by itself shows what it is answered; a program reads the error. */
function isShownToPerson(c: Context<Environment>): boolean {
  return c.req.header('Accept')?.includes('text/html') ?? false
}
