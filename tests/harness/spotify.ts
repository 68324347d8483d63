import { createHash } from 'node:crypto'

interface Code {
  challenge: string
  redirectUri: string
}

/** What the stand-in does wrong, if anything. */
export type SpotifyFault = 'none' | 'error 503' | 'endless profile' | 'no profile'

export interface Spotify extends Disposable {
  /** What a server is told to use it. */
  readonly settings: Record<string, string>
  /** Every address that was asked for, with its query. */
  readonly asked: readonly string[]
  person: { id: string; display_name: string | null }
  fault: SpotifyFault
}

const credentials = { id: 'an app of the tests', secret: 'a secret of the tests' }

/**
 * Stands in for Spotify, which cannot be run here: its addresses as its documentation has them
 * (developer.spotify.com/documentation/web-api/tutorials/code-pkce-flow), with its checks of code and verifier.
 */
export function startSpotify(): Spotify {
  const codes = new Map<string, Code>()
  const tokens = new Set<string>()
  const asked: string[] = []
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const url = new URL(request.url)
      asked.push(`${url.pathname}${url.search}`)
      if (url.pathname === '/authorize') return authorize(url.searchParams)
      if (url.pathname === '/api/token')
        return token(request.headers, new URLSearchParams(await request.text()))
      if (url.pathname === '/v1/me') return profile(request.headers)
      return new Response('Service not found', { status: 404 })
    },
  })

  function authorize(query: URLSearchParams): Response {
    const redirectUri = query.get('redirect_uri') ?? ''
    const isRight =
      query.get('client_id') === credentials.id &&
      query.get('response_type') === 'code' &&
      query.get('code_challenge_method') === 'S256'
    if (!isRight) return new Response('INVALID_CLIENT: Invalid client', { status: 400 })
    const code = crypto.randomUUID()
    codes.set(code, { challenge: query.get('code_challenge') ?? '', redirectUri })
    const back = new URL(redirectUri)
    back.search = new URLSearchParams({ code, state: query.get('state') ?? '' }).toString()
    return Response.redirect(back.href, 302)
  }

  function token(headers: Headers, body: URLSearchParams): Response {
    if (spotify.fault === 'error 503') return Response.json({ error: 'unavailable' }, { status: 503 })
    const basic = Buffer.from(`${credentials.id}:${credentials.secret}`).toString('base64')
    if (headers.get('Authorization') !== `Basic ${basic}`) return failure('invalid_client')
    const code = codes.get(body.get('code') ?? '')
    codes.delete(body.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (code?.challenge !== challenge || code.redirectUri !== body.get('redirect_uri')) {
      return failure('invalid_grant')
    }
    const access_token = crypto.randomUUID()
    tokens.add(access_token)
    return Response.json({ access_token, token_type: 'Bearer', scope: '', expires_in: 3600 })
  }

  function profile(headers: Headers): Response {
    if (!tokens.has(headers.get('Authorization')?.slice('Bearer '.length) ?? '')) {
      return Response.json({ error: { status: 401, message: 'Invalid access token' } }, { status: 401 })
    }
    if (spotify.fault === 'endless profile') return new Response(`{"id":"${'x'.repeat(1 << 20)}"}`)
    if (spotify.fault === 'no profile') return Response.json({ display_name: 'Nobody' })
    const images = [{ url: 'http://169.254.169.254/latest/meta-data', height: 64, width: 64 }]
    return Response.json({ ...spotify.person, images, type: 'user' })
  }

  const url = `http://127.0.0.1:${server.port}`
  const spotify: Spotify = {
    settings: {
      'spotify.client_id': credentials.id,
      'spotify.client_secret': credentials.secret,
      'spotify.accounts_url': url,
      'spotify.api_url': url,
    },
    asked,
    person: { id: 'nobody', display_name: null },
    fault: 'none',
    [Symbol.dispose]: () => void server.stop(true),
  }
  return spotify
}

function failure(error: string): Response {
  return Response.json({ error, error_description: 'It was not right' }, { status: 400 })
}
