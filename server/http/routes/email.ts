import { createRoute } from '@hono/zod-openapi'
import * as accounts from '#protocol/accounts'
import { confirmEmail, repeatConfirmation } from '../../auth/confirm-email'
import type { App } from '../../context'
import { deviceOf } from '../device'
import { body, failures, newRouter, requireIdentity, signedIn } from '../router'

const tags = ['Accounts']

/** Whether an e-mail address is known to be its account's. */
export function emailRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/email-confirm',
      tags,
      summary: 'Confirm an e-mail address by a mailed link',
      request: body(accounts.confirmEmail),
      responses: {
        204: { description: 'Confirmed: its owner can sign in by it from now on.' },
        ...failures('invalid_token', 'invalid'),
      },
    }),
    async (c) => {
      await confirmEmail(app, c.req.valid('json').token, deviceOf(c))
      return c.body(null, 204)
    },
  )

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/email-confirmation',
      tags,
      summary: 'Have the link mailed again that confirms your address',
      security: signedIn,
      responses: {
        202: { description: 'A mail is on its way.' },
        ...failures('unauthenticated', 'policy_disabled', 'conflict', 'rate_limited'),
      },
    }),
    async (c) => {
      await repeatConfirmation(app, requireIdentity(c).principal.account, deviceOf(c))
      return c.body(null, 202)
    },
  )

  return router
}
