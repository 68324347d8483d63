import { SMTPServer } from 'smtp-server'
import { patienceMs } from './patience'

export interface ReceivedMail {
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** As it went over the wire. */
  readonly source: string
}

/** A real SMTP server that keeps every mail until a test takes it. */
export interface Mailbox extends AsyncDisposable {
  /** For the key `smtp_url`. */
  readonly url: string
  readonly port: number
  /** Takes the oldest mail to this address that nobody took, waiting for one if need be. */
  next(to: string): Promise<ReceivedMail>
  /** Mails that nobody took, without waiting. */
  untaken(): ReceivedMail[]
}

/** @param refusal answers every recipient with this SMTP code instead of taking mail */
export async function openMailbox({
  port = 0,
  refusal,
}: {
  port?: number
  refusal?: number
} = {}): Promise<Mailbox> {
  const mails: ReceivedMail[] = []
  const listeners = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: ({ username = '' }, _session, done) => done(null, { user: username }),
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onRcptTo(_address, _session, done) {
      if (refusal === undefined) return done()
      done(Object.assign(new Error('This mailbox takes nothing.'), { responseCode: refusal }))
    },
    async onData(stream, { envelope }, done) {
      const source = await new Response(stream as unknown as ReadableStream).text()
      for (const { address } of envelope.rcptTo) mails.push(read(address, source))
      done()
      for (const look of [...listeners]) look()
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  const taken = typeof address === 'object' && address ? address.port : port

  return {
    port: taken,
    url: `smtp://127.0.0.1:${taken}`,
    untaken: () => mails.splice(0),
    next: (to) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const at = mails.findIndex((mail) => mail.to === to)
          const [mail] = at < 0 ? [] : mails.splice(at, 1)
          if (!mail) return
          end()
          resolve(mail)
        }
        const timer = setTimeout(() => {
          end()
          reject(new Error(`no mail to ${to} came; there is mail to ${mails.map((mail) => mail.to).join()}`))
        }, patienceMs)
        const end = () => {
          clearTimeout(timer)
          listeners.delete(look)
        }
        listeners.add(look)
        look()
      }),
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The address of the link in a mail. */
export function linkIn({ text }: ReceivedMail): URL {
  const link = /https?:\/\/\S+/.exec(text)?.[0]
  if (!link) throw new Error(`no link in: ${text}`)
  return new URL(link)
}

/** The token a mailed link carries after its #, where no server sees it. */
export function tokenIn(mail: ReceivedMail): string {
  return linkIn(mail).hash.slice(1)
}

/** The six digits in a mail. */
export function codeIn({ text }: ReceivedMail): string {
  const code = /^[0-9]{6}$/m.exec(text)?.[0]
  if (!code) throw new Error(`no code in: ${text}`)
  return code
}

/** Reads what Natter writes: one part of text, one of HTML. */
function read(to: string, source: string): ReceivedMail {
  const { headers, body } = split(source)
  const boundary = /boundary="(.+?)"/.exec(headers)?.[1] ?? ''
  const parts = body.split(`--${boundary}`).map(split)
  const part = (type: string) => decoded(parts.find((one) => one.headers.includes(type)))
  return {
    to,
    from: header(headers, 'From'),
    subject: words(header(headers, 'Subject')),
    text: part('text/plain'),
    html: part('text/html'),
    source,
  }
}

function split(source: string) {
  const at = source.indexOf('\r\n\r\n')
  return { headers: source.slice(0, at).trimStart(), body: source.slice(at + 4) }
}

function header(headers: string, name: string): string {
  const unfolded = headers.replace(/\r\n[ \t]+/g, ' ')
  return new RegExp(`^${name}: (.*)$`, 'm').exec(unfolded)?.[1]?.trim() ?? ''
}

function decoded(part: { headers: string; body: string } | undefined): string {
  if (!part) return ''
  const body = part.body.replace(/\r\n$/, '')
  if (/base64/i.test(part.headers)) return Buffer.from(body, 'base64').toString('utf8')
  return (/quoted-printable/i.test(part.headers) ? unquoted(body) : body).replaceAll('\r\n', '\n')
}

function unquoted(body: string): string {
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** A header in which words of other letters are encoded, one of two ways each. */
function words(text: string): string {
  return text.replace(/=\?utf-8\?([qb])\?(.*?)\?=\s*/gi, (_, way: string, encoded: string) =>
    way.toLowerCase() === 'b'
      ? Buffer.from(encoded, 'base64').toString('utf8')
      : unquoted(encoded.replaceAll('_', ' ')),
  )
}
