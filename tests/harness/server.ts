import { createApp } from '#server/app'
import { loadConfig } from '#server/config'
import type { App } from '#server/context'
import { type Listening, listen } from '#server/listen'
import { postgres } from './postgres'
import { temporaryFolder } from './temporary-folder'

export type Engine = 'sqlite' | 'postgres'
export const engines: readonly Engine[] = ['sqlite', 'postgres']

export interface ServerOptions {
  engine?: Engine
  /** Configuration by dotted key, such as `{ profile: 'private' }`. */
  settings?: Record<string, string | number | boolean>
}

export interface TestServer extends AsyncDisposable {
  readonly url: string
  readonly app: App
  /** Stops it as SIGTERM would. Its data stays. */
  stop(): Promise<void>
  /** Starts it again with the same data, on the same port. */
  start(): Promise<void>
}

/** A real server in this process, on a port of its own, with an empty database; removed when disposed. */
export async function startServer({
  engine = 'sqlite',
  settings = {},
}: ServerOptions = {}): Promise<TestServer> {
  const folder = temporaryFolder()
  const database = engine === 'postgres' ? { database_url: await (await postgres()).newDatabase() } : {}
  const usual = {
    ...{ 'log.level': 'silent', host: '127.0.0.1', 'login.failures_per_address': 1000 },
    ...{ 'limits.sends_per_second': 100_000, 'limits.sends_burst': 100_000 },
  }
  const chosen = { ...usual, data: folder.path, ...database, ...settings }

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

  const { port, url } = await start(0)
  return {
    url,
    get app() {
      return app
    },
    stop,
    start: async () => {
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
