import { createTransport } from 'nodemailer'
import type { Config } from '../config'
import type { Letter } from './letter'

/** Takes mails away. */
export interface Post {
  /** @throws PostRefused when the mail was not taken */
  send(recipient: string, letter: Letter): Promise<void>
  /** Ends every connection, and fails what is being sent over one. */
  close(): void
}

/** Why a mail was not taken, without a word of what it says or whom it is for. */
export class PostRefused extends Error {
  override readonly name = 'PostRefused'
  /** Whether trying again is of no use. */
  readonly isFinal: boolean

  constructor(reason: string, isFinal: boolean) {
    super(reason)
    this.isFinal = isFinal
  }
}

/** Hands mails to the SMTP server at this address, over a few connections that stay open. */
export function createSmtpPost(url: string, from: string): Post {
  const transport = createTransport({
    url,
    pool: true,
    maxRequeues: 1,
    maxConnections: 3,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(recipient, { subject, text, html }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: recipient },
          subject,
          text,
          html,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        throw refusalOf(error)
      }
    },
    close: () => transport.close({ force: true }),
  }
}

/** For development: says in the log what a mail would have said. */
export function createLogPost(say: (text: string) => void): Post {
  return {
    async send(recipient, { subject, text }) {
      say(`Mail to ${recipient}: ${subject}\n${text}`)
    },
    close() {},
  }
}

/** What an SMTP server answers may repeat the address it was asked for; what the network says does not. */
function refusalOf(error: unknown): PostRefused {
  if (!(error instanceof Error)) throw error
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  if (typeof responseCode !== 'number') return new PostRefused(`${code}: ${error.message}`, false)
  return new PostRefused(`${code} ${responseCode}`, responseCode >= 550 && responseCode <= 559)
}

/** Who mails come from, when nobody has said it. */
export function senderOf({ mail, publicUrl }: Pick<Config, 'mail' | 'publicUrl'>): string {
  return mail.from ?? `Natter <natter@${new URL(publicUrl).hostname}>`
}
