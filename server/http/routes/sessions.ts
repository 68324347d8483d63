import { createRoute, z } from '@hono/zod-openapi'
import { id } from '#protocol/ids'
import { sessionList } from '#protocol/sessions'
import { endSession, sessionsOf } from '../../auth/sessions'
import type { App } from '../../context'
import { DomainError } from '../../domain/errors'
import { failures, json, newRouter, requireIdentity, signedIn } from '../router'

const tags = ['Accounts']

/** The devices somebody is signed in on. */
export function sessionRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      method: 'get',
      path: '/auth/sessions',
      tags,
      summary: 'Your devices',
      security: signedIn,
      responses: { 200: json(sessionList, 'Last used first.'), ...failures('unauthenticated') },
    }),
    async (c) => {
      const { principal } = requireIdentity(c)
      const rows = await sessionsOf(app, principal.account.id)
      const sessions = rows.map((row) => ({
        id: row.id,
        device: row.device,
        address: row.address,
        created_at: new Date(row.created_at).toISOString(),
        last_used_at: new Date(row.last_used_at).toISOString(),
        is_current: row.id === principal.sessionId,
      }))
      return c.json({ sessions }, 200)
    },
  )

  router.openapi(
    createRoute({
      method: 'delete',
      path: '/auth/sessions/{session_id}',
      tags,
      summary: 'Sign a device out',
      security: signedIn,
      request: { params: z.object({ session_id: id }) },
      responses: {
        204: { description: 'Signed out, on open sockets too.' },
        ...failures('unauthenticated', 'not_found'),
      },
    }),
    async (c) => {
      const { principal } = requireIdentity(c)
      const isEnded = await endSession(app, principal.account.id, c.req.valid('param').session_id)
      if (!isEnded) throw new DomainError('not_found')
      return c.body(null, 204)
    },
  )

  return router
}
