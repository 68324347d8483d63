import { type Mailbox, openMailbox } from './mailbox'
import { type ServerOptions, startServer, type TestServer } from './server'

export interface MailingServer extends AsyncDisposable {
  readonly server: TestServer
  readonly mailbox: Mailbox
}

/** A server that sends its mail to a mailbox of its own. */
export async function mailingServer({ engine, port, settings }: ServerOptions = {}): Promise<MailingServer> {
  const mailbox = await openMailbox()
  const server = await startServer({
    ...(engine && { engine }),
    ...(port !== undefined && { port }),
    settings: { smtp_url: mailbox.url, 'mail.new_devices': false, ...settings },
  })
  return {
    server,
    mailbox,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await mailbox[Symbol.asyncDispose]()
    },
  }
}
