import {
  ArcticFetchError,
  CodeChallengeMethod,
  OAuth2Client,
  OAuth2RequestError,
  type OAuth2Tokens,
} from 'arctic'
import { z } from 'zod'
import type { SpotifySettings } from '../../config'
import { DomainError } from '../../domain/errors'
import { boundedFetch, unreachable } from './in-time'
import type { Provider } from './provider'

const label = 'Spotify'

/** What is asked of https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile. */
const person = z.object({ id: z.string().min(1).max(255), display_name: z.string().nullish() })

/** Spotify. It is not asked for an e-mail address, since it does not say whose those are. */
export function spotifyProvider(settings: SpotifySettings): Provider {
  const { redirectUri, accountsUrl, apiUrl } = settings
  const client = new OAuth2Client(settings.clientId, settings.clientSecret, redirectUri)

  async function profileOf(tokens: OAuth2Tokens) {
    const headers = { Authorization: `Bearer ${tokens.accessToken()}` }
    const response = await boundedFetch(`${apiUrl}/v1/me`, { headers })
    if (response.status >= 500) throw unreachable(label)
    const { id, display_name } = person.parse(await response.json())
    return { subject: id, names: display_name ? [display_name] : [], email: null }
  }

  return {
    id: 'spotify',
    key: 'spotify',
    label,
    redirectUri,
    async addressFor({ state, verifier, isAnew }) {
      const endpoint = `${accountsUrl}/authorize`
      const { S256 } = CodeChallengeMethod
      const address = client.createAuthorizationURLWithPKCE(endpoint, state, S256, verifier, [])
      // The most that Spotify can be asked for: to let the person confirm who they are there.
      if (isAnew) address.searchParams.set('show_dialog', 'true')
      return address
    },
    async identify(answer, { verifier }) {
      try {
        const code = answer.get('code') ?? ''
        return await profileOf(
          await client.validateAuthorizationCode(`${accountsUrl}/api/token`, code, verifier),
        )
      } catch (error) {
        throw failureOf(error)
      }
    },
  }
}

function failureOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  if (error instanceof OAuth2RequestError && error.code === 'invalid_grant') {
    return new DomainError('sign_in_expired')
  }
  if (error instanceof z.ZodError || error instanceof SyntaxError) return new DomainError('sign_in_refused')
  if (error instanceof ArcticFetchError || error instanceof Error) return unreachable(label)
  throw error
}
