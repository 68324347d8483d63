import { createRoute } from '@hono/zod-openapi'
import { serverInfo } from '#protocol/server-info'
import type { App } from '../../context'
import { version } from '../../version'
import { json, newRouter } from '../router'

/** What a client must know before anyone signs in. */
export function serverInfoRoutes(app: App) {
  const router = newRouter()
  router.openapi(
    createRoute({
      method: 'get',
      path: '/server',
      tags: ['Server'],
      summary: 'What this server is and allows',
      responses: { 200: json(serverInfo, 'Needs no sign-in.') },
    }),
    (c) => {
      const { policy, providers } = app
      const has_mail = app.mailer.isOn
      const oauth_providers = providers.map(({ id, label }) => ({ id, label }))
      const { profile, uploads } = app.config
      const taken = { most_bytes: uploads.mostBytes, other_files: policy['uploads.other_files'] }
      return c.json(
        {
          ...{ name: 'natter' as const, version, profile, policy, has_mail, oauth_providers },
          uploads: policy.uploads ? taken : null,
        },
        200,
      )
    },
  )
  return router
}
