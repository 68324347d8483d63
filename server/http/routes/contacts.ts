import { createRoute, z } from '@hono/zod-openapi'
import * as contacts from '#protocol/contacts'
import { id } from '#protocol/ids'
import { phoneMark } from '../../auth/phone'
import type { App } from '../../context'
import { acceptContact, removeContact } from '../../domain/contacts/answer'
import { askContact } from '../../domain/contacts/ask'
import { blockContact, unblockContact } from '../../domain/contacts/block'
import { body, failures, newRouter, requireIdentity, signedIn } from '../router'

const common = { tags: ['Contacts'], security: signedIn }
const request = { params: z.object({ user_id: id }) }
const refusals = failures('unauthenticated', 'policy_disabled', 'not_found')

/** Becoming contacts, and ceasing to be. The list comes over the socket. */
export function contactRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/contacts/requests',
      summary: 'Ask whoever has a phone number to become a contact',
      request: body(contacts.askContact),
      responses: {
        202: { description: 'If somebody has this number, they can accept.' },
        ...failures('unauthenticated', 'policy_disabled', 'rate_limited', 'invalid'),
      },
    }),
    async (c) => {
      const { mark } = phoneMark(app, c.req.valid('json').phone)
      await askContact(app, requireIdentity(c).principal.account, mark)
      return c.body(null, 202)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/contacts/{user_id}/accept',
      summary: 'Accept somebody who has asked',
      request,
      responses: { 204: { description: 'You are contacts.' }, ...refusals },
    }),
    async (c) => {
      await acceptContact(app, requireIdentity(c).principal.account, c.req.valid('param').user_id)
      return c.body(null, 204)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/contacts/{user_id}',
      summary: 'Remove a contact, or refuse somebody who has asked',
      request,
      responses: { 204: { description: 'They are no contact of yours.' }, ...refusals },
    }),
    async (c) => {
      await removeContact(app, requireIdentity(c).principal.account, c.req.valid('param').user_id)
      return c.body(null, 204)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/contacts/{user_id}/block',
      summary: 'Hear nothing more of somebody',
      request,
      responses: { 204: { description: 'Blocked. They are told nothing.' }, ...refusals },
    }),
    async (c) => {
      await blockContact(app, requireIdentity(c).principal.account, c.req.valid('param').user_id)
      return c.body(null, 204)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/contacts/{user_id}/block',
      summary: 'Let somebody ask again',
      request,
      responses: { 204: { description: 'Not blocked any more.' }, ...refusals },
    }),
    async (c) => {
      await unblockContact(app, requireIdentity(c).principal.account, c.req.valid('param').user_id)
      return c.body(null, 204)
    },
  )

  return router
}
