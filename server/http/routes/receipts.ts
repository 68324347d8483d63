import { createRoute, z } from '@hono/zod-openapi'
import { id } from '#protocol/ids'
import { messageReceiptList, receiptList } from '#protocol/receipts'
import * as rooms from '#protocol/rooms'
import type { App } from '../../context'
import { listMessageReceipts, listReceipts } from '../../domain/delivery/list-receipts'
import { markRead } from '../../domain/delivery/mark-read'
import { markUnread } from '../../domain/delivery/mark-unread'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const params = z.object({ room_id: id })
const common = { tags: ['Rooms'], security: signedIn }

/** Who has received and read what. */
export function receiptRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/chat/rooms/{room_id}/receipts',
      summary: 'How far everyone has received and read a room',
      request: { params },
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

  router.openapi(
    createRoute({
      ...common,
      tags: ['Messages'],
      method: 'get',
      path: '/chat/rooms/{room_id}/messages/{message_id}/receipts',
      summary: 'Who has a message, and since when',
      request: { params: params.extend({ message_id: id }) },
      responses: {
        200: json(messageReceiptList, 'Everyone in the room, by name.'),
        ...failures('unauthenticated', 'not_a_member', 'not_found'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json({ receipts: await listMessageReceipts(app, account, c.req.valid('param')) }, 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/chat/rooms/{room_id}/read',
      summary: 'Say how far you have read',
      request: { params, ...body(rooms.markRead) },
      responses: {
        200: json(rooms.readState, 'The mark, which only moves forward, and what is left.'),
        ...failures('unauthenticated', 'not_a_member', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const { room_id } = c.req.valid('param')
      return c.json(await markRead(app, account, room_id, c.req.valid('json').seq), 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/chat/rooms/{room_id}/mark-unread',
      summary: 'Mark a room as unread from an entry on',
      description: 'It stays so until you read the room again. Others see no difference.',
      request: { params, ...body(rooms.markUnread) },
      responses: {
        200: json(rooms.readState, 'How far you have read, which stays as it is, and what is unread now.'),
        ...failures('unauthenticated', 'not_a_member', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const { room_id } = c.req.valid('param')
      return c.json(await markUnread(app, account, room_id, c.req.valid('json').seq), 200)
    },
  )

  return router
}
