import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '#scripts/free-port'
import { temporaryFolder } from './temporary-folder'

export interface LoggingServer extends AsyncDisposable {
  readonly url: string
  /** All that it has logged so far. */
  log(): string
}

const main = join(import.meta.dir, '..', '..', 'server', 'main.ts')

/** The real program in a process of its own, whose log can be read. It logs all it can. */
export async function startLogging(flags: readonly string[]): Promise<LoggingServer> {
  const folder = temporaryFolder()
  const file = join(folder.path, 'log')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const own = ['--host=127.0.0.1', `--port=${port}`, `--data=${folder.path}`, '--log-level=trace']
  const child = Bun.spawn([process.execPath, '--no-env-file', main, ...own, ...flags], {
    stdout: Bun.file(file),
    stderr: 'inherit',
    env: { PATH: process.env.PATH ?? '' },
  })
  while (!(await isListening(url))) await Bun.sleep(10)
  return {
    url,
    log: () => readFileSync(file, 'utf8'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await child.exited
      folder.remove()
    },
  }
}

async function isListening(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/v1/server`)).ok
  } catch {
    return false
  }
}
