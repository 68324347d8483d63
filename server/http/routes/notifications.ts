import { createRoute, z } from '@hono/zod-openapi'
import { id } from '#protocol/ids'
import * as schemas from '#protocol/notifications'
import type { App } from '../../context'
import {
  changeNotifications,
  changeRoomNotifications,
  notificationsOf,
} from '../../domain/notifications/choices'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const common = { tags: ['Notifications'], security: signedIn }
const path = '/auth/me/notifications'

/** What somebody wants to be rung for. */
export function notificationRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      path,
      method: 'get',
      summary: 'What you are rung for',
      responses: { 200: json(schemas.notifications, 'Your choices.'), ...failures('unauthenticated') },
    }),
    async (c) => c.json(await notificationsOf(app.store, requireIdentity(c).principal.account.id), 200),
  )

  router.openapi(
    createRoute({
      ...common,
      path,
      method: 'patch',
      summary: 'Choose what you are rung for',
      description: 'What you leave out stays as it is. Nobody else is told.',
      request: body(schemas.changeNotifications),
      responses: {
        200: json(schemas.notifications, 'Your choices as they are now.'),
        ...failures('unauthenticated', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json(await changeNotifications(app, account, c.req.valid('json')), 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      path: '/chat/rooms/{room_id}/notifications',
      method: 'patch',
      summary: 'Choose what you are rung for in a room',
      description: 'Null goes back to the level for all rooms. Nobody else is told.',
      request: { params: z.object({ room_id: id }), ...body(schemas.changeRoomNotifications) },
      responses: {
        200: json(schemas.notifications, 'Your choices as they are now.'),
        ...failures('unauthenticated', 'not_a_member', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const { room_id } = c.req.valid('param')
      return c.json(await changeRoomNotifications(app, account, room_id, c.req.valid('json').level), 200)
    },
  )

  return router
}
