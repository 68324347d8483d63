import { createRoute } from '@hono/zod-openapi'
import * as accounts from '#protocol/accounts'
import type { App } from '../../context'
import { becomeOwner } from '../../domain/admin/owner-link'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

/** The link that the first start prints. */
export function ownerRoutes(app: App) {
  const router = newRouter()
  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/owner',
      tags: ['Accounts'],
      summary: "Become the owner by the owner's link",
      security: signedIn,
      request: body(accounts.becomeOwner),
      responses: {
        200: json(accounts.me, 'You, as the owner.'),
        ...failures('unauthenticated', 'not_found', 'invalid'),
      },
    }),
    async (c) => {
      const { me, principal } = requireIdentity(c)
      const by = { accountId: principal.account.id, address: c.env.address }
      await becomeOwner(app, by, c.req.valid('json').token)
      return c.json({ ...me, role: 'owner' as const }, 200)
    },
  )
  return router
}
