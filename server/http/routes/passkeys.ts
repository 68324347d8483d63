import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as passkeys from '#protocol/passkeys'
import * as sessions from '#protocol/sessions'
import { addressKey } from '../../auth/address-key'
import type { Purpose } from '../../auth/attempts'
import { nameOwnPasskey, removePasskey, requireOwnPasskey } from '../../auth/passkeys/change'
import { passkeysOf } from '../../auth/passkeys/list'
import { addPasskey, beginPasskey } from '../../auth/passkeys/register'
import { beginPasskeySignIn, signInWithPasskey } from '../../auth/passkeys/sign-in'
import type { App } from '../../context'
import { answerWith } from '../answer-tokens'
import { setAttemptCookie, takeAttemptCookie } from '../attempt-cookie'
import { deviceOf } from '../device'
import type { Environment } from '../environment'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const tags = ['Accounts']
const common = { tags, security: signedIn }

/** Passkeys: signing in with one, and one's own. Both steps of each happen in the same browser. */
export function passkeyRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/passkey-options',
      tags,
      summary: 'Begin to sign in with a passkey',
      responses: {
        200: json(passkeys.passkeyOptions, 'What the browser is asked (WebAuthn request options).'),
        ...failures('policy_disabled', 'rate_limited'),
      },
    }),
    async (c) => {
      await app.requestLimits.take('begin_passkey', addressKey(c.env.address))
      const { options, secret } = await beginPasskeySignIn(app)
      setAttemptCookie(c, 'passkey_sign_in', secret)
      return c.json(options, 200)
    },
  )

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/passkey-login',
      tags,
      summary: 'Sign in with a passkey',
      request: body(passkeys.passkeySignIn),
      responses: {
        200: json(sessions.signedIn, 'Signed in. Browsers get cookies, other programs the tokens.'),
        ...failures('sign_in_expired', 'sign_in_refused', 'policy_disabled', 'invalid'),
      },
    }),
    async (c) => {
      const { credential } = c.req.valid('json')
      const tokens = await signInWithPasskey(app, credential, browserOf(c, 'passkey_sign_in'), deviceOf(c))
      return c.json(answerWith(app, c, tokens), 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/auth/passkeys',
      summary: 'Your passkeys',
      responses: { 200: json(passkeys.passkeyList, 'Oldest first.'), ...failures('unauthenticated') },
    }),
    async (c) => c.json(await passkeysOf(app, requireIdentity(c).principal.account), 200),
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/auth/passkey-registration',
      summary: 'Begin to add a passkey',
      responses: {
        200: json(passkeys.passkeyOptions, 'What the browser is asked (WebAuthn creation options).'),
        ...failures('unauthenticated', 'policy_disabled', 'conflict'),
      },
    }),
    async (c) => {
      const { options, secret } = await beginPasskey(app, requireIdentity(c).principal.account)
      setAttemptCookie(c, 'passkey_register', secret)
      return c.json(options, 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/auth/passkeys',
      summary: 'Add a passkey',
      request: body(passkeys.addPasskey),
      responses: {
        201: json(passkeys.passkey, 'The passkey.'),
        ...failures('unauthenticated', 'policy_disabled', 'sign_in_expired', 'invalid', 'taken', 'conflict'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const browser = { ...browserOf(c, 'passkey_register'), address: c.env.address }
      const added = await addPasskey(app, account, c.req.valid('json'), browser)
      return c.json(added, 201)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'patch',
      path: '/auth/passkeys',
      summary: 'Say whether one is asked for after any other way to sign in',
      request: body(passkeys.requirePasskey),
      responses: {
        200: json(passkeys.passkeyList, 'What holds now.'),
        ...failures('unauthenticated', 'conflict', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      await requireOwnPasskey(app, account, c.req.valid('json').is_required, deviceOf(c))
      return c.json(await passkeysOf(app, account), 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'patch',
      path: '/auth/passkeys/{passkey_id}',
      summary: 'Name a passkey',
      request: { params: passkeys.passkeyParams, ...body(passkeys.renamePasskey) },
      responses: {
        204: { description: 'Named.' },
        ...failures('unauthenticated', 'not_found', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      await nameOwnPasskey(app, account, c.req.valid('param').passkey_id, c.req.valid('json').name)
      return c.body(null, 204)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/auth/passkeys/{passkey_id}',
      summary: 'Remove a passkey',
      request: { params: passkeys.passkeyParams },
      responses: {
        204: { description: 'Removed.' },
        ...failures('unauthenticated', 'not_found', 'conflict'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      await removePasskey(app, account, c.req.valid('param').passkey_id, deviceOf(c))
      return c.body(null, 204)
    },
  )

  return router

  function browserOf(c: Context<Environment>, purpose: Purpose) {
    return { secret: takeAttemptCookie(c, purpose), origin: c.req.header('Origin') ?? null }
  }
}
