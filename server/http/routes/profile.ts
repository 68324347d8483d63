import { createRoute } from '@hono/zod-openapi'
import { user } from '#protocol/accounts'
import { changeProfile } from '#protocol/profiles'
import type { App } from '../../context'
import * as profile from '../../domain/accounts/profile'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

/** What others see of oneself. */
export function profileRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      method: 'patch',
      path: '/auth/me',
      tags: ['Accounts'],
      summary: 'Change your display name or your colour',
      security: signedIn,
      request: body(changeProfile),
      responses: {
        200: json(user, 'What others see of you now.'),
        ...failures('unauthenticated', 'invalid'),
      },
    }),
    async (c) =>
      c.json(
        await profile.changeProfile(app, requireIdentity(c).principal.account, c.req.valid('json')),
        200,
      ),
  )

  return router
}
