import { base64url, type JWTHeaderParameters, SignJWT, UnsecuredJWT } from 'jose'
import type { Probe } from './probe-people'

/** A token as the server makes it, still to be signed. */
export function claims(
  { id, sessionId }: Pick<Probe, 'id' | 'sessionId'>,
  header: JWTHeaderParameters = { alg: 'HS256', typ: 'at+jwt' },
): SignJWT {
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader(header)
    .setSubject(id)
    .setIssuer('natter')
    .setAudience('natter')
    .setIssuedAt()
    .setExpirationTime('5 minutes')
}

/** One that claims to need no signature. */
export function unsigned({ id, sessionId }: Probe): string {
  return new UnsecuredJWT({ sid: sessionId })
    .setSubject(id)
    .setIssuer('natter')
    .setAudience('natter')
    .setIssuedAt()
    .setExpirationTime('5 minutes')
    .encode()
}

/** The same payload and signature under another header. */
export function withHeader(token: string, header: object): string {
  const [, payload, signature] = token.split('.')
  return [base64url.encode(JSON.stringify(header)), payload, signature].join('.')
}

/** The same signature under another payload. */
export function changed(token: string): string {
  const [header, payload = '', signature] = token.split('.')
  const text = new TextDecoder().decode(base64url.decode(payload))
  return [header, base64url.encode(text.replace('natter', 'nutter')), signature].join('.')
}

/** A key that is not the server's. */
export function doubled(key: Uint8Array): Uint8Array {
  return new Uint8Array([...key, ...key])
}

/** A text whose last letter is another. */
export function flipLast(token: string): string {
  return `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`
}
