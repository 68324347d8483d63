import { createRoute } from '@hono/zod-openapi'
import * as schemas from '#protocol/calls'
import type { App } from '../../context'
import { iceServersFor } from '../../domain/calls/ice-servers'
import { failures, json, newRouter, requireIdentity, signedIn } from '../router'

/** What calls need beside the socket, over which they go. */
export function callRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      tags: ['Calls'],
      security: signedIn,
      method: 'get',
      path: '/calls/ice-servers',
      summary: 'How your browser finds a way to another one',
      description:
        'STUN and TURN servers as `RTCPeerConnection` takes them. The credentials are yours alone and run out soon.',
      responses: {
        200: json(schemas.iceServers, 'None where the server has none.'),
        ...failures('unauthenticated', 'policy_disabled'),
      },
    }),
    (c) => c.json(iceServersFor(app, requireIdentity(c).principal.account), 200),
  )

  return router
}
