import { createRoute } from '@hono/zod-openapi'
import * as schemas from '#protocol/preferences'
import type { App } from '../../context'
import { changePreferences, preferencesOf } from '../../domain/accounts/preferences'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const common = { tags: ['Accounts'], security: signedIn }
const path = '/auth/me/preferences'

/** What somebody lets others know of them, and how they are written to. */
export function preferenceRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      path,
      method: 'get',
      summary: 'What you let others know of you, and the language of your mails',
      responses: { 200: json(schemas.preferences, 'Your choices.'), ...failures('unauthenticated') },
    }),
    async (c) => c.json(await preferencesOf(app, requireIdentity(c).principal.account), 200),
  )

  router.openapi(
    createRoute({
      ...common,
      path,
      method: 'patch',
      summary: 'Choose what you let others know of you, and the language of your mails',
      description:
        'What you leave out stays as it is. It holds at once, also for what others were told before.',
      request: body(schemas.changePreferences),
      responses: {
        200: json(schemas.preferences, 'Your choices as they are now.'),
        ...failures('unauthenticated', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json(await changePreferences(app, account, c.req.valid('json')), 200)
    },
  )

  return router
}
