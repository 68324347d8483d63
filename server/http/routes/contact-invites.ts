import { createRoute, z } from '@hono/zod-openapi'
import * as contacts from '#protocol/contacts'
import { id } from '#protocol/ids'
import type { App } from '../../context'
import {
  acceptInvite,
  createInvite,
  listInvites,
  revokeInvite,
  whoInvites,
} from '../../domain/contacts/invites'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const common = { tags: ['Contacts'], security: signedIn }

/** Links by which people become contacts. */
export function contactInviteRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/contacts/invites',
      summary: 'Your links that are still good',
      responses: {
        200: json(contacts.contactInviteList, 'Newest first.'),
        ...failures('unauthenticated', 'policy_disabled'),
      },
    }),
    async (c) => c.json({ invites: await listInvites(app, requireIdentity(c).principal.account) }, 200),
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/contacts/invites',
      summary: 'Make a link that lets people become your contacts',
      request: body(contacts.createContactInvite),
      responses: {
        201: json(contacts.newContactInvite, 'The only time that the token is told.'),
        ...failures('unauthenticated', 'policy_disabled', 'conflict', 'invalid'),
      },
    }),
    async (c) =>
      c.json(await createInvite(app, requireIdentity(c).principal.account, c.req.valid('json')), 201),
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/contacts/invites/{invite_id}',
      summary: 'Revoke a link',
      request: { params: z.object({ invite_id: id }) },
      responses: {
        204: { description: 'It lets nobody in any more.' },
        ...failures('unauthenticated', 'policy_disabled', 'not_found'),
      },
    }),
    async (c) => {
      await revokeInvite(app, requireIdentity(c).principal.account, c.req.valid('param').invite_id)
      return c.body(null, 204)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/contacts/invites/open',
      summary: 'Who made a link',
      request: body(contacts.openContactInvite),
      responses: {
        200: json(contacts.contactInviter, 'They would become your contact.'),
        ...failures('unauthenticated', 'policy_disabled', 'not_found', 'conflict', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json({ user: await whoInvites(app, account, c.req.valid('json').token) }, 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/contacts/invites/accept',
      summary: 'Become the contact of who made a link',
      request: body(contacts.openContactInvite),
      responses: {
        200: json(contacts.contactInviter, 'You are contacts.'),
        ...failures('unauthenticated', 'policy_disabled', 'not_found', 'conflict', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json({ user: await acceptInvite(app, account, c.req.valid('json').token) }, 200)
    },
  )

  return router
}
