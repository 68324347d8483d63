import { createRoute, z } from '@hono/zod-openapi'
import * as admin from '#protocol/admin'
import { id } from '#protocol/ids'
import type { App } from '../../../context'
import {
  changeServerRole,
  disableAccount,
  enableAccount,
  endSessionsOf,
} from '../../../domain/admin/change-person'
import { findPeopleAsAdmin } from '../../../domain/admin/find-people'
import { adminOf, provenAdminOf } from '../../middleware/require-admin'
import { body, failures, json, newRouter, signedIn } from '../../router'

const common = { tags: ['Administration'], security: signedIn }
const params = z.object({ user_id: id })

/** The people of this server, for those who run it. */
export function adminPeopleRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/admin/people',
      summary: 'Accounts, by username',
      request: { query: admin.peopleQuery },
      responses: {
        200: json(admin.peoplePage, 'A page; `next` is the `after` of the one that follows.'),
        ...failures('unauthenticated', 'forbidden', 'invalid'),
      },
    }),
    async (c) => c.json(await findPeopleAsAdmin(app, adminOf(c), c.req.valid('query')), 200),
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'patch',
      path: '/admin/people/{user_id}',
      summary: 'Disable or enable an account, or give it another role',
      request: { params, ...body(admin.changePerson) },
      responses: {
        200: json(admin.person, 'The account as it is now.'),
        ...failures('unauthenticated', 'reauthenticate', 'forbidden', 'not_found', 'conflict', 'invalid'),
      },
    }),
    async (c) => {
      const { user_id } = c.req.valid('param')
      const change = c.req.valid('json')
      const by = provenAdminOf(c)
      if ('role' in change) return c.json(await changeServerRole(app, by, user_id, change.role), 200)
      const set = change.is_disabled ? disableAccount : enableAccount
      return c.json(await set(app, by, user_id), 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/admin/people/{user_id}/sessions',
      summary: 'Sign somebody out on all devices',
      request: { params },
      responses: {
        200: json(admin.endedSessions, 'On how many they were signed in.'),
        ...failures('unauthenticated', 'reauthenticate', 'forbidden', 'not_found'),
      },
    }),
    async (c) => {
      const { user_id } = c.req.valid('param')
      return c.json({ ended: await endSessionsOf(app, provenAdminOf(c), user_id) }, 200)
    },
  )

  return router
}
