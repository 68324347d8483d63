import { createRoute } from '@hono/zod-openapi'
import { userList, userSearch } from '#protocol/accounts'
import type { App } from '../../context'
import { findPeople } from '../../domain/accounts/find'
import { failures, json, newRouter, requireIdentity, signedIn } from '../router'

/** The directory. */
export function userRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      method: 'get',
      path: '/users',
      tags: ['People'],
      summary: 'Find people by a part of their username',
      security: signedIn,
      request: { query: userSearch },
      responses: {
        200: json(userList, 'At most 20, without you.'),
        ...failures('unauthenticated', 'policy_disabled', 'invalid', 'rate_limited'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      await app.requestLimits.take('search', account.id)
      return c.json({ users: await findPeople(app, account, c.req.valid('query').query) }, 200)
    },
  )

  return router
}
