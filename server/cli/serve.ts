import { createApp } from '../app'
import { type Config, loadConfig } from '../config'
import { type Listening, listen } from '../listen'

/** Runs the server until it is told to stop. Resolves once it accepts requests. */
export async function serve(argv: readonly string[]): Promise<Listening> {
  const config = loadConfig({ argv: [...argv], env: process.env, cwd: process.cwd() })
  const app = await createApp(config)
  warnOfPolicies(config, (sentence) => app.log.warn({ event: 'start', detail: sentence }))

  const listening = listen(app)
  process.stdout.write(`Natter is at ${listening.url}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void listening.stop().then(() => process.exit(0)))
  }
  return listening
}

/** A profile may ask for what this version does not have yet: the person who runs it must know. */
function warnOfPolicies({ policy }: Config, warn: (sentence: string) => void): void {
  if (!policy['sign_in.password']) warn('People cannot sign in: this version knows passwords only.')
  if (policy['retention.days'] > 0) warn('Messages are kept for ever: this version has no retention yet.')
}
