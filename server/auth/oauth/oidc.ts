import * as openid from 'openid-client'
import { z } from 'zod'
import type { OidcSettings } from '../../config'
import { DomainError } from '../../domain/errors'
import { boundedFetch, unreachable } from './in-time'
import type { Profile, Proofs, Provider } from './provider'

/** Of https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims, what is of use here. */
const claims = z.object({
  sub: z.string().min(1).max(255),
  preferred_username: z.string().optional(),
  nickname: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
})
type Claims = z.infer<typeof claims>

/** Who must be asked anew was asked within this time. */
const mostSecondsAgo = 5 * 60

/** Any OpenID Connect provider that can be asked where its addresses are. */
export function oidcProvider(settings: OidcSettings): Provider {
  const { issuer, clientId, clientSecret, label, redirectUri } = settings
  let known: Promise<openid.Configuration> | null = null

  /** Asked once it is needed, and again after a failure: the provider may start later than this server. */
  function discovered(): Promise<openid.Configuration> {
    known ??= openid
      .discovery(new URL(issuer), clientId, clientSecret, undefined, {
        [openid.customFetch]: (url, { body, headers, method, signal }) =>
          boundedFetch(url, { body: body ?? null, headers, method, signal: signal ?? null }),
        execute: [
          openid.enableNonRepudiationChecks,
          ...(issuer.startsWith('http:') ? [openid.allowInsecureRequests] : []),
        ],
      })
      .catch((error: unknown) => {
        known = null
        throw failureOf(error, label)
      })
    return known
  }

  async function identify(answer: URLSearchParams, proofs: Proofs): Promise<Profile> {
    const configuration = await discovered()
    const address = new URL(redirectUri)
    address.search = answer.toString()
    try {
      const tokens = await openid.authorizationCodeGrant(configuration, address, {
        pkceCodeVerifier: proofs.verifier,
        expectedState: proofs.state,
        expectedNonce: proofs.nonce,
        idTokenExpected: true,
        // The address can be changed on its way, what the service signs cannot.
        ...(proofs.isAnew && { maxAge: mostSecondsAgo }),
      })
      const told = claims.parse(tokens.claims())
      return profileOf(namesOf(told).length > 0 ? told : await more(configuration, tokens.access_token, told))
    } catch (error) {
      throw failureOf(error, label)
    }
  }

  return {
    id: 'oidc',
    key: issuer,
    label,
    redirectUri,
    async addressFor({ state, nonce, verifier, isAnew }) {
      return openid.buildAuthorizationUrl(await discovered(), {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        ...(isAnew && { prompt: 'login', max_age: String(mostSecondsAgo) }),
      })
    },
    identify,
  }
}

/** Many providers say no more in the token than who it is, and the rest when they are asked. */
async function more(configuration: openid.Configuration, accessToken: string, told: Claims): Promise<Claims> {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return told
  return claims.parse(await openid.fetchUserInfo(configuration, accessToken, told.sub))
}

function profileOf(told: Claims): Profile {
  const email = told.email_verified === true ? (told.email ?? null) : null
  return { subject: told.sub, names: namesOf(told), email }
}

function namesOf({ preferred_username, nickname, name, email }: Claims): string[] {
  return [preferred_username, nickname, name, email?.split('@')[0]].filter((text) => text !== undefined)
}

/** What an answer lacks is the sign-in's fault; everything else is that the provider cannot be used now. */
function failureOf(error: unknown, label: string): DomainError {
  if (error instanceof DomainError) return error
  if (error instanceof openid.ResponseBodyError && error.error === 'invalid_grant') {
    return new DomainError('sign_in_expired')
  }
  const isProofMissing = error instanceof openid.ClientError && proofCodes.has(error.code ?? '')
  if (isProofMissing || error instanceof z.ZodError || error instanceof openid.AuthorizationResponseError) {
    return new DomainError('sign_in_refused')
  }
  return unreachable(label)
}

const proofCodes: ReadonlySet<string> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
  'OAUTH_PARSE_ERROR',
])
