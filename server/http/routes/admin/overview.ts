import { createRoute, z } from '@hono/zod-openapi'
import * as admin from '#protocol/admin'
import type { App } from '../../../context'
import { readHealth } from '../../../domain/admin/health'
import { readAuditLog, readVersions } from '../../../domain/admin/read'
import { version } from '../../../version'
import { adminOf, provenAdminOf } from '../../middleware/require-admin'
import { failures, json, newRouter, signedIn } from '../../router'

const common = { tags: ['Administration'], security: signedIn }
const messageId = z.string().regex(/^[0-9]{1,15}$/, 'must be the id of a message')

/** How the server is, and what happened on it. */
export function adminOverviewRoutes(app: App, connections: () => number) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/admin/health',
      summary: 'How the server is',
      responses: { 200: json(admin.health, 'Figures of now.'), ...failures('unauthenticated', 'forbidden') },
    }),
    async (c) => c.json(await readHealth(app, { version, connections: connections() }), 200),
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/admin/audit',
      summary: 'The audit log',
      request: { query: admin.auditQuery },
      responses: {
        200: json(admin.auditPage, 'Newest first. That it was read is noted in it.'),
        ...failures('unauthenticated', 'forbidden', 'invalid'),
      },
    }),
    async (c) => c.json(await readAuditLog(app, adminOf(c), c.req.valid('query')), 200),
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/admin/messages/{message_id}/versions',
      summary: 'What a message said before it was edited',
      request: { params: z.object({ message_id: messageId }) },
      responses: {
        200: json(admin.messageVersions, 'Oldest first. That they were read is noted in the audit log.'),
        ...failures('unauthenticated', 'reauthenticate', 'forbidden', 'invalid'),
      },
    }),
    async (c) => c.json(await readVersions(app, provenAdminOf(c), c.req.valid('param').message_id), 200),
  )

  return router
}
