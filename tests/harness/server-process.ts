import { join } from 'node:path'
import { freePort } from './free-port'
import { temporaryFolder } from './temporary-folder'

const root = join(import.meta.dir, '..', '..')

export interface ServerProcess extends AsyncDisposable {
  readonly url: string
  readonly data: string
  readonly pid: number
  /** Ends it as a power cut of the process would: nothing is flushed, nobody is told. */
  kill(): Promise<void>
  /** Starts it again on the same port and data. Resolves once it accepts requests. */
  start(): Promise<void>
}

interface ProcessOptions {
  /** A file that is loaded before the program, such as one that plants a bug. */
  preload?: string
  flags?: readonly string[]
}

/** The real program in a process of its own, which can be killed. */
export async function startServerProcess({ preload, flags = [] }: ProcessOptions = {}): Promise<ServerProcess> {
  const folder = temporaryFolder()
  const port = await freePort()
  const command = [
    process.execPath,
    ...(preload ? ['--preload', preload] : []),
    ...[join(root, 'server', 'main.ts'), '--host', '127.0.0.1', '--port', String(port), '--data', folder.path],
    ...['--log-level', 'error', '--login-failures-per-address', '1000', ...flags],
  ]
  let child = await spawnReady(command)

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
    async start() {
      child = await spawnReady(command)
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await child.exited
      folder.remove()
    },
  }
}

async function spawnReady(command: string[]) {
  const child = Bun.spawn(command, { stdout: 'pipe', stderr: 'inherit', env: { PATH: process.env['PATH'] ?? '' } })
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
