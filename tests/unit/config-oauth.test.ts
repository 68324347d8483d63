import { expect, test } from 'bun:test'
import { type Config, ConfigError, loadConfig } from '#server/config'
import { resolveSettings } from '#server/config/resolve'

/** The three variables under the names that programs for Spotify use. */
const app = {
  CLIENT_ID: 'an app',
  CLIENT_SECRET: 'hidden well',
  redirect_uri: 'http://localhost:8080/spotify',
}

function load(env: Record<string, string>, argv: string[] = []): Config {
  return loadConfig({ argv, env, cwd: '/nonexistent' })
}

function refusal(env: Record<string, string>, argv: string[] = []): string {
  try {
    load(env, argv)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error('the configuration was accepted')
}

test('[ACC-9] Spotify is set up by the variables an app there is often given in, and by our own', () => {
  expect(load({}).spotify).toBeNull()
  const settings = { clientId: 'an app', clientSecret: 'hidden well', redirectUri: app.redirect_uri }
  expect(load(app).spotify).toMatchObject(settings)
  const own = { NATTER_SPOTIFY_CLIENT_ID: 'an app', NATTER_SPOTIFY_CLIENT_SECRET: 'hidden well' }
  expect(load(own).spotify).toMatchObject(settings)
  expect(load({ ...app, NATTER_SPOTIFY_CLIENT_ID: 'ours' }).spotify?.clientId).toBe('ours')

  const origins = resolveSettings({ argv: [], env: app, cwd: '/nonexistent' })
  expect(origins.find(({ name }) => name === 'spotify.client_id')?.origin).toBe('CLIENT_ID')
})

test('[ACC-9] those variables count together only, since other programs use such names too', () => {
  expect(load({ CLIENT_ID: 'of another program' }).spotify).toBeNull()
  expect(load({ CLIENT_ID: 'x', CLIENT_SECRET: 'y', redirect_uri: '' }).spotify).toBeNull()
})

test('[ACC-9] people are sent back to the public address only', () => {
  expect(refusal(app, ['--public-url', 'https://chat.example.org'])).toStartWith(
    'spotify.redirect_uri is http://localhost:8080/spotify, but people come back to https://chat.example.org/spotify',
  )
  const elsewhere = { ...app, redirect_uri: 'https://evil.example/spotify' }
  expect(refusal(elsewhere)).toContain('set public_url')
})

test('[ACC-9] what is set by half is refused, and so is a provider that cannot be trusted on its way', () => {
  expect(refusal({ NATTER_SPOTIFY_CLIENT_ID: 'x' })).toBe(
    'For Spotify, set both spotify.client_id and spotify.client_secret.',
  )
  expect(refusal({ NATTER_OIDC_ISSUER: 'https://login.example.org' })).toBe(
    'For OpenID Connect, set oidc.issuer, oidc.client_id and oidc.client_secret.',
  )
  expect(refusal({ NATTER_OIDC_ISSUER: 'http://login.example.org' })).toContain('begins with https://')
})
