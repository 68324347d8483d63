import { createApp } from '#server/app'
import { loadConfig } from '#server/config'
import type { App } from '#server/context'
import { type Listening, listen } from '#server/listen'
import { generousLimits } from './generous-limits'
import { logging } from './logging'
import { postgres } from './postgres'
import { temporaryFolder } from './temporary-folder'

export type Engine = 'sqlite' | 'postgres'
export const engines: readonly Engine[] = ['sqlite', 'postgres']

export interface ServerOptions {
  engine?: Engine
  /** Configuration by dotted key, such as `{ profile: 'private' }`. */
  settings?: Record<string, string | number | boolean>
  /** A free port, for who must know the address before; else it takes any. */
  port?: number
}

export interface TestServer extends AsyncDisposable {
  readonly url: string
  readonly app: App
  /** Stops it as SIGTERM would. Its data stays. */
  stop(): Promise<void>
  /** Starts it again with the same data, on the same port, and from now on with these settings changed. */
  start(changes?: Record<string, string | number | boolean>): Promise<void>
}

/** A real server in this process, on a port of its own, with an empty database; removed when disposed. */
export async function startServer({
  engine = 'sqlite',
  settings = {},
  port: wanted = 0,
}: ServerOptions = {}): Promise<TestServer> {
  const folder = temporaryFolder()
  const database = engine === 'postgres' ? { database_url: await (await postgres()).newDatabase() } : {}
  const usual = {
    ...logging('silent'),
    ...{ 'login.failures_per_address': 1000, host: '127.0.0.1' },
    ...{ 'limits.sends_per_second': 100_000, 'limits.sends_burst': 100_000 },
    ...generousLimits,
  }
  let chosen: Record<string, string | number | boolean> = {
    ...usual,
    data: folder.path,
    ...database,
    ...settings,
  }

  let app: App
  let listening: Listening | null = null
  async function start(port: number) {
    const flags = Object.entries({ ...chosen, port }).map(([key, value]) => `--${flagName(key)}=${value}`)
    app = await createApp(loadConfig({ argv: flags, env: {}, cwd: folder.path }))
    listening = listen(app)
    return listening
  }
  async function stop() {
    await listening?.stop()
    listening = null
  }

  const { port, url } = await start(wanted)
  return {
    url,
    get app() {
      return app
    },
    stop,
    start: async (changes = {}) => {
      chosen = { ...chosen, ...changes }
      await start(port)
    },
    async [Symbol.asyncDispose]() {
      await stop()
      folder.remove()
    },
  }
}

function flagName(key: string): string {
  return key.replaceAll(/[._]/g, '-')
}
