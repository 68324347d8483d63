import { createRoute, z } from '@hono/zod-openapi'
import { id } from '#protocol/ids'
import * as schemas from '#protocol/notifications'
import type { App } from '../../context'
import { pushDevicesOf, subscribe, testDevice, unsubscribe } from '../../domain/notifications/devices'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const common = { tags: ['Notifications'], security: signedIn }
const path = '/auth/me/push'

/** How browsers are reached that have no page open. */
export function pushRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      path,
      method: 'get',
      summary: 'Your devices, and whether pushes reach them',
      responses: {
        200: json(schemas.pushDevices, 'Last used first, with the key that browsers must be given.'),
        ...failures('unauthenticated'),
      },
    }),
    async (c) => {
      const devices = await pushDevicesOf(app, requireIdentity(c).principal)
      return c.json({ public_key: app.pusher.publicKey, devices }, 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      path,
      method: 'post',
      summary: 'Let pushes reach this device',
      description: 'The subscription of a browser. It ends with the session.',
      request: body(schemas.pushSubscription),
      responses: {
        204: { description: 'From now on this device may ring.' },
        ...failures('unauthenticated', 'invalid'),
      },
    }),
    async (c) => {
      await subscribe(app, requireIdentity(c).principal, c.req.valid('json'))
      return c.body(null, 204)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      path,
      method: 'delete',
      summary: 'Let no push reach this device any more',
      responses: { 204: { description: 'It is so.' }, ...failures('unauthenticated') },
    }),
    async (c) => {
      await unsubscribe(app, requireIdentity(c).principal)
      return c.body(null, 204)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      path: `${path}/{session_id}/test`,
      method: 'post',
      summary: 'Ring one of your devices',
      request: { params: z.object({ session_id: id }) },
      responses: {
        200: json(schemas.pushOutcome, 'What its push service answered.'),
        ...failures('unauthenticated', 'not_found'),
      },
    }),
    async (c) => {
      const { principal } = requireIdentity(c)
      return c.json(await testDevice(app, principal, c.req.valid('param').session_id), 200)
    },
  )

  return router
}
