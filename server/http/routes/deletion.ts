import { createRoute } from '@hono/zod-openapi'
import { proof } from '#protocol/proofs'
import { deleteOwnAccount } from '../../auth/delete-account'
import { proofFailures } from '../../auth/proof/require-proof'
import type { App } from '../../context'
import { clearSessionCookies } from '../cookies'
import { evidenceOf } from '../evidence'
import { body, failures, newRouter, requireIdentity, signedIn } from '../router'

/** The end of an account. */
export function deletionRoutes(app: App) {
  const router = newRouter()
  router.openapi(
    createRoute({
      method: 'delete',
      path: '/auth/me',
      tags: ['Accounts'],
      summary: 'Delete your account, for ever',
      security: signedIn,
      request: body(proof),
      responses: {
        204: { description: 'Deleted. What you wrote stays, without your name.' },
        ...failures('unauthenticated', ...proofFailures, 'invalid'),
      },
    }),
    async (c) => {
      await deleteOwnAccount(app, requireIdentity(c).principal, evidenceOf(c, c.req.valid('json')))
      clearSessionCookies(c)
      c.header('Clear-Site-Data', '"cache"')
      return c.body(null, 204)
    },
  )
  return router
}
