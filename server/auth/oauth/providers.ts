import type { Config } from '../../config'
import { DomainError } from '../../domain/errors'
import { oidcProvider } from './oidc'
import type { Provider } from './provider'
import { spotifyProvider } from './spotify'

/** The services that people of this server can sign in through; none where the policy says so. */
export function createProviders({ policy, spotify, oidc }: Config): readonly Provider[] {
  if (!policy['sign_in.oauth']) return []
  return [...(spotify ? [spotifyProvider(spotify)] : []), ...(oidc ? [oidcProvider(oidc)] : [])]
}

/** @throws DomainError `not_found` */
export function requireProvider(providers: readonly Provider[], id: string): Provider {
  const provider = providers.find((candidate) => candidate.id === id)
  if (!provider) throw new DomainError('not_found', { detail: 'Nobody signs in through this service here.' })
  return provider
}
