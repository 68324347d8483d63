import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '#scripts/free-port'
import { logging } from './logging'
import { flagsFor, raisedLimits } from './raised-limits'
import { type Registered, register } from './registered'
import { temporaryFolder } from './temporary-folder'

const root = join(import.meta.dir, '..', '..')

export interface ServerProcess extends AsyncDisposable {
  readonly url: string
  readonly data: string
  readonly pid: number
  /** The people who had accounts before the server was first started, by what `people` asked for. */
  readonly registered: readonly Registered[]
  /** Resolves with the exit code when the process ends, null when a signal ended it. */
  readonly exited: Promise<number | null>
  /** What it has said on standard error so far, where that is kept. */
  complaints(): string
  /** Sends it a signal, by default one that ends it like a power cut of the process, and waits for its end. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /**
   * Starts it again on the same port and data. Resolves once it accepts requests.
   * @param preload a file that is loaded before the program, such as one that plants a bug
   * @param moreFlags flags that win over those it was started with at first
   */
  start(preload?: string, moreFlags?: readonly string[]): Promise<void>
}

export interface ProcessOptions {
  flags?: readonly string[]
  /** How many people are there from the beginning. */
  people?: number
  preload?: string | undefined
  env?: Record<string, string>
  /** The folder of its data, for who must choose it: it stays when the server is disposed. */
  data?: string
  /**
   * Where what it says on standard error goes: into the output of the tests, or, for a crash or a refusal that the test
   * provokes, where only the test reads it.
   */
  complaints?: 'shown' | 'kept'
  /** Hears each line of the log that tells of an error. */
  onError?(line: string): void
  /** Hears each line that is not of the log, such as what a file that was loaded before the program says. */
  onLine?(line: string): void
}

/** The real program in a process of its own, which can be killed. */
export async function startServerProcess(options: ProcessOptions = {}): Promise<ServerProcess> {
  const folder = temporaryFolder()
  const port = await freePort()
  const { data = folder.path } = options
  const complaints = options.complaints === 'kept' ? join(folder.path, 'complaints') : null
  const flags = ['--data', data, ...(options.flags ?? [])]
  const program = [
    ...[join(root, 'server', 'main.ts'), '--host', '127.0.0.1', '--port', String(port)],
    // Who wants to hear the log hears it.
    ...flagsFor(options.onError ? { 'log.level': 'error' } : logging('error')),
    ...['--login-failures-per-address', '1000', ...flagsFor(raisedLimits), ...flags],
  ]
  const registered = await register(flags, options.people ?? 0)
  const spawn = (preload?: string, moreFlags: readonly string[] = []) => {
    const loading = preload ? ['--preload', preload] : []
    return spawnReady([process.execPath, ...loading, ...program, ...moreFlags], options, complaints)
  }
  let child = await spawn(options.preload)

  async function kill(signal: NodeJS.Signals = 'SIGKILL') {
    child.kill(signal)
    await child.exited
  }

  return {
    url: `http://127.0.0.1:${port}`,
    data,
    registered,
    complaints: () => (complaints === null ? '' : readFileSync(complaints, 'utf8')),
    get pid() {
      return child.pid
    },
    get exited() {
      const { exited, ended } = child
      return exited.then(() => ended())
    },
    kill,
    async start(preload, moreFlags = []) {
      child = await spawn(preload, moreFlags)
    },
    async [Symbol.asyncDispose]() {
      await kill()
      folder.remove()
    },
  }
}

async function spawnReady(
  command: string[],
  { env = {}, onError, onLine }: ProcessOptions,
  complaints: string | null,
) {
  const stderr = complaints === null ? 'inherit' : openSync(complaints, 'a')
  const child = Bun.spawn(command, {
    stdout: 'pipe',
    stderr,
    // A crash that a test provokes is nobody else's business.
    env: { PATH: process.env.PATH ?? '', BUN_ENABLE_CRASH_REPORTING: '0', ...env },
  })
  if (stderr !== 'inherit') closeSync(stderr)
  const ready = Promise.withResolvers<void>()
  void readLines(child.stdout, (line) => {
    if (line.startsWith('Natter is at')) ready.resolve()
    else if (line.startsWith('{')) onError?.(line)
    else onLine?.(line)
  }).then(() => ready.reject(new Error('the server ended before it was ready')))
  await ready.promise
  return {
    pid: child.pid,
    exited: child.exited,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    ended: () => child.exitCode,
  }
}

async function readLines(stdout: ReadableStream<Uint8Array>, onLine: (line: string) => void): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stdout) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  }
}
