import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface ServerProcess extends AsyncDisposable {
  readonly url: string
  /** What makes whoever gives it the owner. */
  readonly ownerToken: string
  stop(): Promise<void>
}

/** Starts the program on a free port with an empty data folder, which is removed with it. */
export async function startServerProcess(root: string): Promise<ServerProcess> {
  const data = mkdtempSync(join(tmpdir(), 'natter-screenshots-'))
  const child = Bun.spawn(
    [
      ...[process.execPath, '--no-env-file', 'server/main.ts', '--port=0', `--data=${data}`],
      ...['--log-level=error', '--mail-log-links', '--sign-in-otp', '--limits-registrations-per-hour=1000'],
      ...[
        '--limits-sends-per-second=1000',
        '--limits-sends-burst=1000',
        '--limits-requests-per-minute=10000',
      ],
    ],
    // What is configured around it does not count: the pictures are of a server as it comes.
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env.PATH ?? '' } },
  )
  async function stop() {
    child.kill()
    await child.exited
  }
  const [url, ownerToken] = await addressAndTokenIn(child.stdout)
  return {
    url,
    ownerToken,
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** The server prints where it is once it listens, then the link that makes an owner. */
async function addressAndTokenIn(output: ReadableStream<Uint8Array>): Promise<[string, string]> {
  let text = ''
  for await (const chunk of output) {
    text += new TextDecoder().decode(chunk)
    const address = /http:\/\/\S+/.exec(text)?.[0]
    const token = /#owner=(\S+)\n/.exec(text)?.[1]
    if (address && token) return [address, token]
  }
  throw new Error(`The server ended before it listened: ${text}`)
}
