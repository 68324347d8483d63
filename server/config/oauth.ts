import { z } from 'zod'
import { ConfigError } from './error'
import { origin } from './origin'

/** The services that people can sign in through. */
export const oauthKeys = {
  'spotify.client_id': text('The client id of your app at Spotify; people can then sign in with Spotify.'),
  'spotify.client_secret': text('Its client secret.', 'all'),
  'spotify.redirect_uri': text('Its redirect URI, to be checked: public_url and /spotify.'),
  'spotify.accounts_url': origin().default('https://accounts.spotify.com').meta({
    description: 'Where Spotify signs people in; another one is for tests.',
    allowed: 'an address such as https://accounts.spotify.com, without a path',
  }),
  'spotify.api_url': origin().default('https://api.spotify.com').meta({
    description: 'Where Spotify says who they are; another one is for tests.',
    allowed: 'an address such as https://api.spotify.com, without a path',
  }),
  'oidc.issuer': z.string().refine(isIssuer).nullable().default(null).meta({
    description: 'The issuer of an OpenID Connect provider; people can then sign in through it.',
    allowed: 'an address that begins with https://, or with http:// on this machine',
  }),
  'oidc.client_id': text('What this server is called there.'),
  'oidc.client_secret': text('Its secret there.', 'all'),
  'oidc.label': z.string().min(1).max(40).default('single sign-on').meta({
    description: 'What people know the provider as.',
    allowed: 'a name of at most 40 characters',
  }),
}

type Values = { [Key in keyof typeof oauthKeys]: z.infer<(typeof oauthKeys)[Key]> }

export interface SpotifySettings {
  clientId: string
  clientSecret: string
  redirectUri: string
  accountsUrl: string
  apiUrl: string
}

export interface OidcSettings {
  issuer: string
  clientId: string
  clientSecret: string
  label: string
  redirectUri: string
}

/**
 * What is set for Spotify; null for nothing. It sends people back to the public address only.
 * @throws ConfigError when something is missing or contradicts it
 */
export function spotifySettings(values: Values, publicUrl: string): SpotifySettings | null {
  const clientId = values['spotify.client_id']
  const clientSecret = values['spotify.client_secret']
  if (clientId === null && clientSecret === null) return null
  if (clientId === null || clientSecret === null) {
    throw new ConfigError('For Spotify, set both spotify.client_id and spotify.client_secret.')
  }
  const redirectUri = `${publicUrl}/spotify`
  const stated = values['spotify.redirect_uri'] ?? redirectUri
  if (stated !== redirectUri) {
    throw new ConfigError(
      `spotify.redirect_uri is ${stated}, but people come back to ${redirectUri}: set public_url to the address people open, and register the latter at Spotify.`,
    )
  }
  const [accountsUrl, apiUrl] = [values['spotify.accounts_url'], values['spotify.api_url']]
  return { clientId, clientSecret, redirectUri, accountsUrl, apiUrl }
}

/**
 * What is set for an OpenID Connect provider; null for nothing.
 * @throws ConfigError when something is missing
 */
export function oidcSettings(values: Values, publicUrl: string): OidcSettings | null {
  const issuer = values['oidc.issuer']
  const clientId = values['oidc.client_id']
  const clientSecret = values['oidc.client_secret']
  if (issuer === null && clientId === null && clientSecret === null) return null
  if (issuer === null || clientId === null || clientSecret === null) {
    throw new ConfigError('For OpenID Connect, set oidc.issuer, oidc.client_id and oidc.client_secret.')
  }
  const redirectUri = `${publicUrl}/api/v1/auth/oauth/oidc/callback`
  return { issuer, clientId, clientSecret, label: values['oidc.label'], redirectUri }
}

function text(description: string, hide?: 'all') {
  const meta = { description, allowed: 'a text', ...(hide && { hide }) }
  return z.string().min(1).max(1000).nullable().default(null).meta(meta)
}

function isIssuer(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  )
}
