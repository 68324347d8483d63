import { createApp } from '../app'
import { type Config, loadConfig } from '../config'
import type { App } from '../context'
import { type Listening, listen } from '../listen'

/** Runs the server until it is told to stop. Resolves once it accepts requests. */
export async function serve(argv: readonly string[]): Promise<Listening> {
  const config = loadConfig({ argv: [...argv], env: process.env, cwd: process.cwd() })
  const app = await createApp(config)
  warnOfPolicies(config, (sentence) => app.log.warn({ event: 'start', detail: sentence }))

  const listening = await listenOrClose(app)
  process.stdout.write(`Natter is at ${listening.url}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void listening.stop().then(() => process.exit(0)))
  }
  return listening
}

/** A profile may ask for what this version does not have yet: the person who runs it must know. */
function warnOfPolicies({ policy, spotify, oidc }: Config, warn: (sentence: string) => void): void {
  const hasService = policy['sign_in.oauth'] && (spotify !== null || oidc !== null)
  if (!policy['sign_in.password'] && !hasService) warn('People cannot sign in: there is no way to do so.')
  if (policy['guests.lobby'] && !policy['rooms.lobby']) {
    warn('Guests cannot come in: there is no lobby. Set rooms.lobby too.')
  }
  if (policy['retention.days'] > 0) warn('Messages are kept for ever: this version has no retention yet.')
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
