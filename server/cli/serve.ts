import { createApp } from '../app'
import { type Config, ConfigError, loadConfig } from '../config'
import type { App } from '../context'
import { noteConfig } from '../domain/admin/note-config'
import { firstOwnerLink } from '../domain/admin/owner-link'
import { filesFor, openFilesLimit, socketsWithin } from '../limits/open-files'
import { type Listening, listen } from '../listen'
import { listenForCommands } from './control'
import { freePort } from './free-port'

/** Runs the server until it is told to stop. Resolves once it accepts requests. */
export async function serve(argv: readonly string[]): Promise<Listening> {
  const config = await configWithPort(argv)
  const scarcity = scarcityOfFiles(config)
  const app = await createApp(config)
  // One piece of work that failed where nobody waited for it must not end everybody's connection.
  process.on('unhandledRejection', (err) => app.log.error({ event: 'background_failure', err }))
  const warn = (sentence: string) => app.log.warn({ event: 'start', detail: sentence })
  warnOfPolicies(app, warn)
  if (scarcity !== null) warn(scarcity)

  const listening = await listenOrClose(app)
  process.stdout.write(`Natter is at ${listening.url}\n`)
  await noteConfig(app)
  void app.store.broken.then((err) => giveUp(app, listening, err))
  const control = listenForCommands(app, listening.connections)
  await printOwnerLink(app)
  async function stop() {
    await control.stop()
    await listening.stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(0)))
  }
  return { ...listening, stop }
}

/** Where any free port will do, it is chosen first: links and mails that are written before somebody comes tell it too. */
async function configWithPort(argv: readonly string[]): Promise<Config> {
  const sources = { argv, env: process.env, cwd: process.cwd() }
  const config = loadConfig(sources)
  if (config.port !== 0) return config
  return loadConfig({ ...sources, argv: [...argv, '--port', String(await freePort(config.host))] })
}

/** What a supervisor sees of a disk that failed: the code for errors of input and output. */
const diskFailed = 74

/**
 * Ends the process at once, without another write: of the commit that failed any part may be on the disk, and only who
 * opens the database anew reads what is there. Nothing of it was acknowledged.
 */
function giveUp(app: App, { sayGoodbye }: Listening, err: unknown): void {
  const detail =
    'The disk of the data folder failed to store what was written, so this server ends. Nothing that was acknowledged is lost. ' +
    'Look into the log of the operating system, and start it again when the disk is well.'
  app.log.fatal({ event: 'storage_failed', detail, err })
  process.stderr.write(`${detail}\n`)
  sayGoodbye()
  process.exit(diskFailed)
}

/** A profile may ask for what this server was not given: the person who runs it must know. */
function warnOfPolicies(app: App, warn: (sentence: string) => void): void {
  const { policy } = app
  const hasMail = app.mailer.isOn
  const hasService = policy['sign_in.oauth'] && app.providers.length > 0
  if (!policy['sign_in.password'] && !policy['sign_in.otp'] && !hasService) {
    warn('People cannot sign in: there is no way to do so.')
  }
  if (!hasMail && policy['sign_in.otp']) {
    warn('People cannot sign in with a code: no mail server is set to send it through. See smtp_url.')
  }
  if (!hasMail && policy['sign_in.password']) {
    warn(
      'Nobody can reset a forgotten password: no mail server is set to send the link through. See smtp_url.',
    )
  }
  if (policy['guests.lobby'] && !policy['rooms.lobby']) {
    warn('Guests cannot come in: there is no lobby. Set rooms.lobby too.')
  }
}

/** Whoever starts a server first is asked who owns it. The link is printed, not logged: it is a secret. */
async function printOwnerLink(app: App): Promise<void> {
  const link = await firstOwnerLink(app)
  if (link === null) return
  process.stdout.write(`Nobody owns this server yet. Who opens this link and signs in does, once:\n${link}\n`)
}

/**
 * A sentence about what to do when this process may open fewer files than its sockets need.
 * @throws ConfigError when there are not even enough for a tenth of them
 */
function scarcityOfFiles({ limits }: Config): string | null {
  const files = openFilesLimit()
  if (files === null || socketsWithin(files) >= limits.connections) return null
  const enough = filesFor(limits.connections)
  const sentence =
    `This process may open ${files} files, which is enough for ${Math.max(0, socketsWithin(files))} connections and not for ` +
    `limits.connections = ${limits.connections}. Allow at least ${enough} (ulimit -n ${enough}, or LimitNOFILE=${enough} for ` +
    'systemd), or lower limits.connections.'
  if (files < limits.connections / 10) throw new ConfigError(sentence)
  return sentence
}

/** A program that cannot listen lets go of its data before it ends. */
async function listenOrClose(app: App): Promise<Listening> {
  try {
    return listen(app)
  } catch (error) {
    await app.store.close()
    throw error
  }
}
