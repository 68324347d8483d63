import type { App } from '../context'
import { createGuest } from '../domain/accounts/guests'
import { requirePolicy } from '../domain/require-policy'
import { type Device, startSession, type Tokens } from './sessions'

/**
 * Lets somebody look around without an account, under a name that is made up for them.
 * @throws DomainError `policy_disabled`, `rate_limited`
 */
export async function enterAsGuest(app: App, device: Device): Promise<Tokens> {
  requirePolicy(app.policy, 'guests.lobby')
  await app.limitGuests(device.address)
  return startSession(app, await createGuest(app), device)
}
