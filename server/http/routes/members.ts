import { createRoute, z } from '@hono/zod-openapi'
import { id } from '#protocol/ids'
import * as rooms from '#protocol/rooms'
import type { App } from '../../context'
import { addMember, changeRole, removeMember } from '../../domain/rooms/members'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const common = { tags: ['Members'], security: signedIn }
const params = z.object({ room_id: id, user_id: id })

/** Who is in a group, and as what. */
export function memberRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/chat/rooms/{room_id}/members',
      summary: 'Add somebody to a group',
      request: { params: params.pick({ room_id: true }), ...body(rooms.addMember) },
      responses: {
        201: json(rooms.room, 'They are in, and see the whole log.'),
        ...failures('unauthenticated', 'not_a_member', 'forbidden', 'conflict', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const { user_id } = c.req.valid('json')
      return c.json(await addMember(app, account, c.req.valid('param').room_id, user_id), 201)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'patch',
      path: '/chat/rooms/{room_id}/members/{user_id}',
      summary: 'Give a member another role, or hand the room over',
      request: { params, ...body(rooms.changeMember) },
      responses: {
        200: json(rooms.room, 'The room as it is now.'),
        ...failures('unauthenticated', 'not_a_member', 'forbidden', 'not_found', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const { room_id, user_id } = c.req.valid('param')
      const { role } = c.req.valid('json')
      return c.json(await changeRole(app, account, room_id, { userId: user_id, role }), 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/chat/rooms/{room_id}/members/{user_id}',
      summary: 'Remove somebody from a group, or leave it',
      request: { params },
      responses: {
        204: { description: 'They are out.' },
        ...failures('unauthenticated', 'not_a_member', 'forbidden', 'not_found', 'conflict'),
      },
    }),
    async (c) => {
      const { room_id, user_id } = c.req.valid('param')
      await removeMember(app, requireIdentity(c).principal.account, room_id, user_id)
      return c.body(null, 204)
    },
  )

  return router
}
