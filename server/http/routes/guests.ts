import { createRoute } from '@hono/zod-openapi'
import { signedIn } from '#protocol/sessions'
import { enterAsGuest } from '../../auth/guest'
import type { App } from '../../context'
import { answerWith } from '../answer-tokens'
import { deviceOf } from '../device'
import { failures, json, newRouter } from '../router'

/** Looking around without an account. */
export function guestRoutes(app: App) {
  const router = newRouter()
  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/guest',
      tags: ['Accounts'],
      summary: 'Enter the lobby as a guest',
      responses: {
        200: json(signedIn, 'Signed in under a name that was made up. Browsers get cookies.'),
        ...failures('policy_disabled', 'rate_limited'),
      },
    }),
    async (c) => c.json(answerWith(app, c, await enterAsGuest(app, deviceOf(c))), 200),
  )
  return router
}
