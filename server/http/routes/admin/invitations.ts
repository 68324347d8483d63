import { createRoute, z } from '@hono/zod-openapi'
import * as schemas from '#protocol/admin'
import { id } from '#protocol/ids'
import type { App } from '../../../context'
import { createInvitation, findInvitations, revokeInvitation } from '../../../domain/admin/invitations'
import { adminOf } from '../../middleware/require-admin'
import { body, failures, json, newRouter, signedIn } from '../../router'

const common = { tags: ['Administration'], security: signedIn }

/** Links by which people open accounts. */
export function adminInvitationRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/admin/invitations',
      summary: 'Invitations',
      responses: {
        200: json(schemas.invitationList, 'The newest 200, without their links.'),
        ...failures('unauthenticated', 'forbidden'),
      },
    }),
    async (c) => c.json({ invitations: await findInvitations(app) }, 200),
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/admin/invitations',
      summary: 'Invite people',
      request: body(schemas.createInvitation),
      responses: {
        201: json(schemas.newInvitation, 'The invitation. Its link is told this once.'),
        ...failures('unauthenticated', 'forbidden', 'invalid', 'rate_limited'),
      },
    }),
    async (c) => {
      const admin = adminOf(c)
      if (admin.id !== null) await app.requestLimits.take('invite', admin.id)
      return c.json(await createInvitation(app, admin, c.req.valid('json')), 201)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/admin/invitations/{invitation_id}',
      summary: 'Revoke an invitation',
      request: { params: z.object({ invitation_id: id }) },
      responses: {
        204: { description: 'Nobody comes by it any more.' },
        ...failures('unauthenticated', 'forbidden', 'not_found'),
      },
    }),
    async (c) => {
      await revokeInvitation(app, adminOf(c), c.req.valid('param').invitation_id)
      return c.body(null, 204)
    },
  )

  return router
}
