import { createRoute, z } from '@hono/zod-openapi'
import * as schemas from '#protocol/drafts'
import { id } from '#protocol/ids'
import type { App } from '../../context'
import { draftsOf, keepDraft } from '../../domain/drafts/keep'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const common = { tags: ['Messages'], security: signedIn }

/** What somebody has begun to write. */
export function draftRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/chat/drafts',
      summary: 'What you have begun to write',
      description: 'An empty draft says when the last one of its room was sent or given up.',
      responses: { 200: json(schemas.draftList, 'One a room at most.'), ...failures('unauthenticated') },
    }),
    async (c) => c.json({ drafts: await draftsOf(app, requireIdentity(c).principal.account) }, 200),
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/chat/rooms/{room_id}/draft',
      summary: 'Keep what you have begun to write',
      description:
        'Your other devices hear of it, nobody else does. What was written later stays. Nothing is kept with an empty text.',
      request: { params: z.object({ room_id: id }), ...body(schemas.keepDraft) },
      responses: {
        200: json(schemas.draft, 'The draft that counts now.'),
        ...failures('unauthenticated', 'not_a_member', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json(await keepDraft(app, account, c.req.valid('param').room_id, c.req.valid('json')), 200)
    },
  )

  return router
}
