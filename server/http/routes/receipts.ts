import { createRoute, z } from '@hono/zod-openapi'
import { id } from '#protocol/ids'
import { receiptList } from '#protocol/receipts'
import type { App } from '../../context'
import { listReceipts } from '../../domain/delivery/list-receipts'
import { failures, json, newRouter, requireIdentity, signedIn } from '../router'

/** Who has received and read what. */
export function receiptRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      tags: ['Rooms'],
      security: signedIn,
      method: 'get',
      path: '/chat/rooms/{room_id}/receipts',
      summary: 'How far everyone has received and read a room',
      request: { params: z.object({ room_id: id }) },
      responses: {
        200: json(receiptList, 'Everyone in the room, by name.'),
        ...failures('unauthenticated', 'not_a_member'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json({ receipts: await listReceipts(app, account, c.req.valid('param').room_id) }, 200)
    },
  )

  return router
}
