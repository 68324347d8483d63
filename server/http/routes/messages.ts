import { createRoute, z } from '@hono/zod-openapi'
import { id } from '#protocol/ids'
import * as messages from '#protocol/messages'
import type { App } from '../../context'
import { deleteMessage, editMessage } from '../../domain/messages/change'
import { readHistory } from '../../domain/messages/history'
import { sendMessage } from '../../domain/messages/send'
import { newId } from '../../domain/new-id'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const common = { tags: ['Messages'], security: signedIn }
const path = '/chat/rooms/{room_id}/messages'
const messagePath = `${path}/{message_id}` as const
const params = z.object({ room_id: id })
const messageParams = params.extend({ message_id: id })

/** A room's log. */
export function messageRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path,
      summary: 'A page of the log',
      request: { params, query: messages.historyQuery },
      responses: {
        200: json(messages.messagePage, 'Newest first.'),
        ...failures('unauthenticated', 'not_a_member', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const { room_id } = c.req.valid('param')
      return c.json(await readHistory(app, account, room_id, c.req.valid('query')), 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path,
      summary: 'Write a message',
      description: 'Answered once the message is durable. Repeat it with the same `client_id` when in doubt.',
      request: { params, ...body(messages.postMessage) },
      responses: {
        200: json(messages.message, 'This client id was accepted before; nothing was created.'),
        201: json(messages.message, 'The message.'),
        ...failures(
          'unauthenticated',
          'not_a_member',
          'conflict',
          'message_too_long',
          'invalid',
          'rate_limited',
        ),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const { room_id } = c.req.valid('param')
      const { client_id = newId(), ...rest } = c.req.valid('json')
      const { message, isDuplicate } = await sendMessage(app, account, { room_id, client_id, ...rest })
      return c.json(message, isDuplicate ? 200 : 201)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'patch',
      path: messagePath,
      summary: 'Edit a message',
      description:
        'Only texts of your own. Everyone in the room hears of it; what stood there before is kept.',
      request: { params: messageParams, ...body(messages.editMessage) },
      responses: {
        200: json(messages.message, 'The message as it is now.'),
        ...failures(
          'unauthenticated',
          'not_a_member',
          'forbidden',
          'policy_disabled',
          'not_found',
          'conflict',
          'message_too_long',
          'invalid',
        ),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json(await editMessage(app, account, c.req.valid('param'), c.req.valid('json')), 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: messagePath,
      summary: 'Delete a message',
      description: 'Only texts of your own. The message keeps its place and its number, without its text.',
      request: { params: messageParams },
      responses: {
        204: { description: 'Its text is gone, for everyone.' },
        ...failures('unauthenticated', 'not_a_member', 'forbidden', 'policy_disabled', 'not_found'),
      },
    }),
    async (c) => {
      await deleteMessage(app, requireIdentity(c).principal.account, c.req.valid('param'))
      return c.body(null, 204)
    },
  )

  return router
}
