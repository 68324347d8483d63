import { createRoute } from '@hono/zod-openapi'
import { proof } from '#protocol/proofs'
import { exportAccount } from '../../auth/export-account'
import { proofFailures } from '../../auth/proof/require-proof'
import type { App } from '../../context'
import { evidenceOf } from '../evidence'
import { body, failures, newRouter, requireIdentity, signedIn } from '../router'
import { streamOf } from '../stream-of'

/** Taking along what is one's own. */
export function exportRoutes(app: App) {
  const router = newRouter()
  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/me/export',
      tags: ['Accounts'],
      summary: 'Download everything that is yours',
      security: signedIn,
      request: body(proof),
      responses: {
        200: {
          description: 'A file of JSON, sent as it is written (protocol/exports.ts). It is kept nowhere.',
        },
        ...failures('unauthenticated', ...proofFailures, 'invalid'),
      },
    }),
    async (c) => {
      const { principal, me } = requireIdentity(c)
      const pieces = await exportAccount(app, principal, me, evidenceOf(c, c.req.valid('json')))
      const day = new Date().toISOString().slice(0, 10)
      c.header('Content-Type', 'application/json')
      c.header('Content-Disposition', `attachment; filename="natter-${day}.json"`)
      return c.body(streamOf(encoded(pieces)), 200)
    },
  )
  return router
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const piece of pieces) yield encoder.encode(piece)
}
