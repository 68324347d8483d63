import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'

/** What is wrong with the token of an issuer. */
export type Falsehood =
  | 'nothing'
  | 'alg none'
  | 'alg HS256'
  | 'unknown key'
  | 'another audience'
  | 'another issuer'
  | 'another nonce'
  | 'expired'
  | 'no subject'

export interface FalseIssuer extends Disposable {
  readonly settings: Record<string, string>
  falsehood: Falsehood
  /** The address to come back by, for somebody who was sent to this address. */
  answerTo(address: URL): URL
}

const secret = 'a secret of the tests that is long'

/** An OpenID Connect provider that answers every code, with tokens that can be wrong in one thing. */
export async function startFalseIssuer(): Promise<FalseIssuer> {
  const right = await generateKeyPair('RS256')
  const wrong = await generateKeyPair('RS256')
  const nonces = new Map<string, string>()
  const server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: answer })
  const issuer = `http://127.0.0.1:${server.port}`

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/.well-known/openid-configuration') {
      return Response.json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    }
    if (pathname === '/keys') {
      return Response.json({ keys: [{ ...(await exportJWK(right.publicKey)), kid: 'right', alg: 'RS256' }] })
    }
    const code = new URLSearchParams(await request.text()).get('code') ?? ''
    const id_token = await token(nonces.get(code) ?? '')
    return Response.json({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token })
  }

  async function token(nonce: string): Promise<string> {
    const { falsehood } = self
    const now = Math.floor(Date.now() / 1000)
    const claims: JWTPayload = {
      iss: falsehood === 'another issuer' ? 'https://evil.example' : issuer,
      aud: falsehood === 'another audience' ? 'somebody-else' : 'natter',
      nonce: falsehood === 'another nonce' ? 'made up' : nonce,
      iat: now - 7200,
      exp: falsehood === 'expired' ? now - 3600 : now + 3600,
      preferred_username: 'mallory',
      ...(falsehood !== 'no subject' && { sub: 'm-1' }),
    }
    if (falsehood === 'alg none') return new UnsecuredJWT(claims).encode()
    if (falsehood === 'alg HS256') {
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret))
    }
    const isUnknown = falsehood === 'unknown key'
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: isUnknown ? 'unknown' : 'right' })
      .sign(isUnknown ? wrong.privateKey : right.privateKey)
  }

  const self: FalseIssuer = {
    settings: {
      'oidc.issuer': issuer,
      'oidc.client_id': 'natter',
      'oidc.client_secret': secret,
    },
    falsehood: 'nothing',
    answerTo(address) {
      const code = crypto.randomUUID()
      nonces.set(code, address.searchParams.get('nonce') ?? '')
      const back = new URL(address.searchParams.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({ code, state: address.searchParams.get('state') ?? '' }).toString()
      return back
    },
    [Symbol.dispose]: () => void server.stop(true),
  }
  return self
}
