import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dir, '..')
const program = join(root, 'server', 'main.ts')

/** Clock ticks a second in `/proc`, the same on every Linux a person runs. */
const ticksPerSecond = 100

/** What keeps a single person or machine from doing what a load generator is for. */
const withoutLimits = [
  '--limits-connections=20000',
  '--limits-requests-per-minute=1000000',
  '--limits-sockets-per-address=20000',
  '--limits-upgrades-per-second=100000',
  '--limits-sends-per-second=1000000',
  '--limits-sends-burst=1000000',
]

export interface Amounts {
  people: number
  rooms: number
  messages: number
}

export interface BenchServer extends AsyncDisposable {
  readonly url: string
  /** One access token a person. */
  readonly tokens: readonly string[]
  /** Seconds of processor time used so far. */
  cpuSeconds(): number
  /** Bytes of memory in use. */
  residentBytes(): number
}

/** The program in a process of its own, on a database filled by `natter admin seed`. */
export async function startBenchServer(
  amounts: Amounts,
  moreFlags: readonly string[] = [],
): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'natter-bench-'))
  const tokenFile = join(folder, 'tokens')
  const data = ['--data', join(folder, 'data')]
  const seeding = Object.entries(amounts).flatMap(([name, count]) => [`--${name}`, String(count)])
  const seed = Bun.spawn(
    [process.execPath, program, 'admin', 'seed', ...seeding, '--tokens', tokenFile, ...data],
    {
      stdout: 'ignore',
    },
  )
  if ((await seed.exited) !== 0) throw new Error('the database could not be filled')

  const flags = ['serve', '--host', '127.0.0.1', '--port', '0', '--log-level', 'error', ...data]
  const server = Bun.spawn([process.execPath, program, ...flags, ...withoutLimits, ...moreFlags], {
    stdout: 'pipe',
  })
  return {
    url: await addressFrom(server.stdout),
    tokens: readFileSync(tokenFile, 'utf8').trim().split('\n'),
    cpuSeconds: () => cpuSecondsOf(server.pid),
    residentBytes: () => residentBytesOf(server.pid),
    async [Symbol.asyncDispose]() {
      server.kill('SIGKILL')
      await server.exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The address the server prints first. What it prints after that is read too: who writes into a closed pipe fails. */
function addressFrom(stdout: ReadableStream<Uint8Array>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const decoder = new TextDecoder()
  let output = ''
  const reading = stdout.pipeTo(
    new WritableStream({
      write(chunk) {
        output += decoder.decode(chunk)
        const address = /Natter is at http:\/\/localhost:(\d+)/.exec(output)
        if (address) resolve(`http://127.0.0.1:${address[1]}`)
      },
    }),
  )
  reading.then(() => reject(new Error(`the server ended before it was ready: ${output}`)), reject)
  return promise
}

function cpuSecondsOf(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const [user, system] = [Number(afterName[11]), Number(afterName[12])]
  return (user + system) / ticksPerSecond
}

function residentBytesOf(pid: number): number {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(match?.[1]) * 1024
}
