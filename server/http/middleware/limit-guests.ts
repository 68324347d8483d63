import type { MiddlewareHandler } from 'hono'
import { DomainError } from '../../domain/errors'
import type { Environment } from '../environment'

const room = '/api/v1/chat/rooms/[^/]+'

/** All that a guest may ask for: to read, write, react and send files in the lobby, to become somebody. Rooms check who is in them. */
const open: readonly [methods: readonly string[], path: RegExp][] = [
  [['GET', 'HEAD'], /^\/api\/v1\/server$/],
  [['GET', 'HEAD'], /^\/api\/v1\/auth\/me$/],
  [['POST'], /^\/api\/v1\/auth\/(register|login|guest|refresh|logout|passkey-options|passkey-login)$/],
  [['POST'], /^\/api\/v1\/auth\/oauth\/[a-z]+$/],
  [['GET', 'HEAD'], /^\/api\/v1\/auth\/oauth\/[a-z]+\/callback$/],
  [['GET', 'HEAD', 'PATCH'], /^\/api\/v1\/auth\/me\/(preferences|notifications)$/],
  [['GET', 'HEAD'], /^\/api\/v1\/chat\/(rooms|search|drafts)$/],
  [['GET', 'HEAD'], new RegExp(`^${room}(/messages(/[^/]+/receipts)?|/receipts)?$`)],
  [['POST'], new RegExp(`^${room}/(messages|read|mark-unread|draft)$`)],
  [['PATCH'], new RegExp(`^${room}/listing$`)],
  [['PATCH', 'DELETE'], new RegExp(`^${room}/messages/[^/]+$`)],
  [['PUT', 'DELETE'], new RegExp(`^${room}/messages/[^/]+/reactions/[^/]+$`)],
  [['POST'], /^\/api\/v1\/(files|uploads|form-path)$/],
  [['GET', 'HEAD', 'PATCH', 'DELETE'], /^\/api\/v1\/(files|uploads)\/[^/]+$/],
  [['GET', 'HEAD', 'PUT'], /^\/api\/v1\/files\/[^/]+\/(poster|description)$/],
]

/** Refuses everything else to guests, whatever is added later. */
export const limitGuests: MiddlewareHandler<Environment> = async (c, next) => {
  const isGuest = c.get('identity')?.me.is_guest ?? false
  const isOpen = open.some(([methods, path]) => methods.includes(c.req.method) && path.test(c.req.path))
  if (isGuest && !isOpen) {
    throw new DomainError('forbidden', {
      detail: 'This needs an account. Guests read and write in the lobby.',
    })
  }
  await next()
}
