import { createRoute } from '@hono/zod-openapi'
import { foundMessages, messageSearch } from '#protocol/search/query'
import type { App } from '../../context'
import { findMessages } from '../../domain/search/find-messages'
import { failures, json, newRouter, requireIdentity, signedIn } from '../router'

/** Finding what was said. */
export function searchRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      method: 'get',
      path: '/chat/search',
      tags: ['Messages'],
      summary: 'Find messages in your rooms',
      description:
        'Words find what begins with them; "quoted" words stand so and in this order; -words must not be there.',
      security: signedIn,
      request: { query: messageSearch },
      responses: {
        200: json(foundMessages, 'Newest first.'),
        ...failures('unauthenticated', 'not_a_member', 'invalid', 'rate_limited'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      await app.requestLimits.take('search', account.id)
      return c.json(await findMessages(app, account, c.req.valid('query')), 200)
    },
  )

  return router
}
