import { join } from 'node:path'
import { freePort } from './free-port'
import { generousLimits } from './generous-limits'
import { logging } from './logging'
import { temporaryFolder } from './temporary-folder'

const root = join(import.meta.dir, '..', '..')

export interface ServerProcess extends AsyncDisposable {
  readonly url: string
  readonly data: string
  readonly pid: number
  /** Ends it as a power cut of the process would: nothing is flushed, nobody is told. */
  kill(): Promise<void>
  /**
   * Starts it again on the same port and data. Resolves once it accepts requests.
   * @param preload a file that is loaded before the program, such as one that plants a bug
   * @param moreFlags flags that win over those it was started with at first
   */
  start(preload?: string, moreFlags?: readonly string[]): Promise<void>
}

/** The real program in a process of its own, which can be killed. */
export async function startServerProcess(flags: readonly string[] = []): Promise<ServerProcess> {
  const folder = temporaryFolder()
  const port = await freePort()
  const program = [
    ...[
      join(root, 'server', 'main.ts'),
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--data',
      folder.path,
    ],
    ...['--login-failures-per-address', '1000'],
    ...Object.entries({ ...logging('error'), ...generousLimits }).map(
      ([key, value]) => `--${key.replaceAll(/[._]/g, '-')}=${value}`,
    ),
    ...flags,
  ]
  let child = await spawnReady([process.execPath, ...program])

  return {
    url: `http://127.0.0.1:${port}`,
    data: folder.path,
    get pid() {
      return child.pid
    },
    async kill() {
      child.kill('SIGKILL')
      await child.exited
    },
    async start(preload, moreFlags = []) {
      const loading = preload ? ['--preload', preload] : []
      child = await spawnReady([process.execPath, ...loading, ...program, ...moreFlags])
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await child.exited
      folder.remove()
    },
  }
}

async function spawnReady(command: string[]) {
  const child = Bun.spawn(command, {
    stdout: 'pipe',
    stderr: 'inherit',
    env: { PATH: process.env.PATH ?? '' },
  })
  const reader = child.stdout.getReader()
  const decoder = new TextDecoder()
  let output = ''
  while (!output.includes('Natter is at')) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`the server ended before it was ready: ${output}`)
    output += decoder.decode(value)
  }
  reader.releaseLock()
  return child
}
