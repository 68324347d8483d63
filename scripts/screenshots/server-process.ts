import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port'

export interface ServerProcess extends AsyncDisposable {
  readonly url: string
  /** What makes whoever gives it the owner. */
  readonly ownerToken: string
  /** Starts it again, with what it has kept. */
  start(): Promise<void>
  stop(): Promise<void>
}

const usual = [
  ...['--log-level=error', '--mail-log-links', '--sign-in-otp', '--uploads-other-files'],
  ...['--limits-registrations-per-hour=1000', '--limits-requests-per-minute=10000'],
  ...['--limits-sends-per-second=1000', '--limits-sends-burst=1000'],
  ...['--limits-uploads-per-second=1000', '--limits-uploads-burst=1000'],
]

/** Starts the program on a free port with an empty data folder, which is removed with it. */
export async function startServerProcess(
  root: string,
  flags: readonly string[] = [],
): Promise<ServerProcess> {
  const data = mkdtempSync(join(tmpdir(), 'natter-screenshots-'))
  const command = ['server/main.ts', `--port=${await freePort()}`, `--data=${data}`, ...usual, ...flags]
  const spawn = () =>
    Bun.spawn([process.execPath, '--no-env-file', ...command], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      // What is configured around it does not count: the pictures are of a server as it comes.
      env: { PATH: process.env.PATH ?? '' },
    })
  let child = spawn()
  async function stop() {
    child.kill()
    await child.exited
  }
  const { url, ownerToken } = await addressAndTokenIn(child.stdout)
  return {
    url,
    ownerToken,
    async start() {
      child = spawn()
      await addressIn(child.stdout)
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** The server prints where it is once it listens, then the link that makes an owner. */
async function addressAndTokenIn(output: ReadableStream<Uint8Array>) {
  const [, url = '', ownerToken = ''] = await found(output, /(http:\/\/\S+)[\s\S]*#owner=(\S+)\n/)
  return { url, ownerToken }
}

async function addressIn(output: ReadableStream<Uint8Array>): Promise<void> {
  await found(output, /http:\/\/\S+/)
}

async function found(output: ReadableStream<Uint8Array>, pattern: RegExp): Promise<RegExpExecArray> {
  let text = ''
  for await (const chunk of output) {
    text += new TextDecoder().decode(chunk)
    const match = pattern.exec(text)
    if (match) return match
  }
  throw new Error(`The server ended before it listened: ${text}`)
}
