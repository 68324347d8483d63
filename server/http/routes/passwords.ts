import { createRoute } from '@hono/zod-openapi'
import * as accounts from '#protocol/accounts'
import { changePassword } from '../../auth/change-password'
import { confirmPasswordReset, requestPasswordReset } from '../../auth/password-reset'
import type { App } from '../../context'
import { deviceOf } from '../device'
import { body, failures, newRouter, requireIdentity, signedIn } from '../router'

const tags = ['Accounts']

/** Other passwords: for one's own account, and for whoever forgot theirs. */
export function passwordRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/password',
      tags,
      summary: 'Change your password',
      security: signedIn,
      request: body(accounts.changePassword),
      responses: {
        204: { description: 'Changed. Your other devices are signed out.' },
        ...failures('unauthenticated', 'policy_disabled', 'wrong_password', 'rate_limited'),
        ...failures('invalid', 'password_unsuitable'),
      },
    }),
    async (c) => {
      await changePassword(app, requireIdentity(c).principal, c.req.valid('json'), deviceOf(c))
      return c.body(null, 204)
    },
  )

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/password-reset',
      tags,
      summary: 'Ask for a link to choose a new password',
      request: body(accounts.requestPasswordReset),
      responses: {
        202: { description: 'If somebody has this address, a mail is on its way to them.' },
        ...failures('policy_disabled', 'rate_limited', 'invalid'),
      },
    }),
    async (c) => {
      await requestPasswordReset(app, c.req.valid('json').email, deviceOf(c))
      return c.body(null, 202)
    },
  )

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/password-reset-confirm',
      tags,
      summary: 'Choose a new password by a mailed link',
      request: body(accounts.confirmPasswordReset),
      responses: {
        204: { description: 'Changed. All devices are signed out, and nobody is signed in.' },
        ...failures('invalid_token', 'policy_disabled', 'invalid', 'password_unsuitable'),
      },
    }),
    async (c) => {
      await confirmPasswordReset(app, c.req.valid('json'), deviceOf(c))
      return c.body(null, 204)
    },
  )

  return router
}
