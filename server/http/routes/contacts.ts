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

/** What somebody may do about one other person. */
const changes = [
  {
    method: 'post',
    path: '/contacts/{user_id}/accept',
    summary: 'Accept somebody who has asked',
    done: 'You are contacts.',
    act: acceptContact,
  },
  {
    method: 'delete',
    path: '/contacts/{user_id}',
    summary: 'Remove a contact, or refuse somebody who has asked',
    done: 'They are no contact of yours.',
    act: removeContact,
  },
  {
    method: 'post',
    path: '/contacts/{user_id}/block',
    summary: 'Hear nothing more of somebody',
    done: 'Blocked. They are told nothing.',
    act: blockContact,
  },
  {
    method: 'delete',
    path: '/contacts/{user_id}/block',
    summary: 'Let somebody ask again',
    done: 'Not blocked any more.',
    act: unblockContact,
  },
] as const

/** Becoming contacts, and ceasing to be. The list comes over the socket. */
export function contactRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/contact-requests',
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

  for (const { act, done, ...route } of changes) {
    router.openapi(
      createRoute({ ...common, ...route, request, responses: { 204: { description: done }, ...refusals } }),
      async (c) => {
        await act(app, requireIdentity(c).principal.account, c.req.valid('param').user_id)
        return c.body(null, 204)
      },
    )
  }

  return router
}
