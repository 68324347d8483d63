import { createHash, randomBytes } from 'node:crypto'

/** The secret end of a link, of 256 random bits. */
export function newLinkToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of it: enough to recognise it, too little to make it. */
export function hashLinkToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** The mark of the link that somebody was given, to be kept while they show who they are. */
export function passOf(token: string | undefined): string | null {
  return token === undefined ? null : hashLinkToken(token)
}

/** What stands after the # of an address never leaves the browser, so no log on the way has it. */
export function linkTo(publicUrl: string, kind: 'invitation' | 'owner', token: string): string {
  return `${publicUrl}/#${kind}=${token}`
}
