import { createHmac } from 'node:crypto'
import type { IceServers } from '#protocol/calls'
import type { Account, App } from '../../context'
import { requirePolicy } from '../require-policy'

/**
 * What a browser needs to find a way to another one. The credentials of the relay are good for a few minutes and made by the
 * shared-secret scheme of coturn (`use-auth-secret`): it checks them without asking this server.
 * @throws DomainError `policy_disabled`
 */
export function iceServersFor(app: App, { id }: Account): IceServers {
  requirePolicy(app.policy, 'calls')
  const { stunUrls, turn, turnMinutes } = app.config.calls
  const lifetime = turnMinutes * 60
  const stun = stunUrls.length > 0 ? [{ urls: stunUrls }] : []
  if (turn === null) return { ice_servers: stun, lifetime }
  const username = `${Math.floor(Date.now() / 1000) + lifetime}:${id}`
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64')
  return { ice_servers: [...stun, { urls: turn.urls, username, credential }], lifetime }
}
