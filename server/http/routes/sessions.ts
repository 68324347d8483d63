import { createRoute, z } from '@hono/zod-openapi'
import { id } from '#protocol/ids'
import * as schemas from '#protocol/sessions'
import { confirmPassword } from '../../auth/confirm'
import { endOtherSessions, endSession, sessionsOf } from '../../auth/sessions'
import type { App } from '../../context'
import { DomainError } from '../../domain/errors'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

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
      responses: { 200: json(schemas.sessionList, 'Last used first.'), ...failures('unauthenticated') },
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
      const isEnded = await endSession(
        app,
        principal.account.id,
        c.req.valid('param').session_id,
        c.env.address,
      )
      if (!isEnded) throw new DomainError('not_found')
      return c.body(null, 204)
    },
  )

  router.openapi(
    createRoute({
      method: 'delete',
      path: '/auth/sessions',
      tags,
      summary: 'Sign all other devices out',
      security: signedIn,
      responses: {
        200: json(schemas.endedOthers, 'How many there were.'),
        ...failures('unauthenticated'),
      },
    }),
    async (c) => {
      const { principal } = requireIdentity(c)
      return c.json({ ended: await endOtherSessions(app, principal, c.env.address) }, 200)
    },
  )

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/confirm',
      tags,
      summary: 'Give your password again, before something dangerous',
      security: signedIn,
      request: body(schemas.confirmPassword),
      responses: {
        204: { description: 'For ten minutes you may do what is dangerous, on this device.' },
        ...failures('unauthenticated', 'invalid_credentials', 'rate_limited', 'invalid'),
      },
    }),
    async (c) => {
      const { principal } = requireIdentity(c)
      await confirmPassword(app, principal, c.req.valid('json').password, c.env.address)
      return c.body(null, 204)
    },
  )

  return router
}
