import { createRoute, z } from '@hono/zod-openapi'
import { id } from '#protocol/ids'
import { message } from '#protocol/messages'
import { emoji } from '#protocol/reactions'
import type { App } from '../../context'
import { addReaction, removeReaction } from '../../domain/messages/react'
import { failures, json, newRouter, requireIdentity, signedIn } from '../router'

const common = {
  tags: ['Messages'],
  security: signedIn,
  request: { params: z.object({ room_id: id, message_id: id, emoji }) },
}
const path = '/chat/rooms/{room_id}/messages/{message_id}/reactions/{emoji}'

/** What people say to a text by emoji. */
export function reactionRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'put',
      path,
      summary: 'React to a message',
      description:
        'Puts your emoji under a text. Everyone in the room hears of it. The same once more changes nothing.',
      responses: {
        200: json(message, 'The message as it is now.'),
        ...failures(
          'unauthenticated',
          'not_a_member',
          'forbidden',
          'not_a_contact',
          'not_found',
          'conflict',
          'invalid',
          'rate_limited',
        ),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json(await addReaction(app, account, c.req.valid('param')), 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path,
      summary: 'Take a reaction back',
      description: 'Takes your own emoji away. Where there is none nothing changes.',
      responses: {
        200: json(message, 'The message as it is now.'),
        ...failures('unauthenticated', 'not_a_member', 'forbidden', 'not_found', 'invalid', 'rate_limited'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json(await removeReaction(app, account, c.req.valid('param')), 200)
    },
  )

  return router
}
