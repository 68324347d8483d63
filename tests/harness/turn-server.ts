import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { findTurnServer } from '#scripts/ensure-turn'
import { freePort } from '#scripts/free-port'
import { patienceMs } from './patience'
import { turnExchange } from './turn-client'

export interface TurnServer extends AsyncDisposable {
  readonly port: number
  readonly secret: string
  /** Whether it relays IPv6 too, as it does where this machine has it. */
  readonly hasIpv6: boolean
  /** What a Natter server is given to use it. */
  readonly settings: Record<string, string>
}

interface TurnOptions {
  /** Two browsers of this machine can reach each other through it. Never so outside of tests. */
  allowsLoopback?: boolean
}

const documented = join(import.meta.dir, '../../docs/turnserver.conf')
/** What the documentation leaves to the person who runs it, and what this machine has otherwise. */
const own = /^(#|(listening-ip|relay-ip|listening-port|min-port|max-port|static-auth-secret|realm|syslog)\b)/

/** Debian's coturn on the loopback address, configured as docs/turnserver.conf says. It ends with this process. */
export async function startTurnServer({ allowsLoopback = false }: TurnOptions = {}): Promise<TurnServer> {
  const program = findTurnServer()
  if (program === null) throw new Error('coturn is not installed; "npm test" does that')
  const [port, relays] = [await freePort(), await freePort()]
  const secret = crypto.randomUUID()
  const folder = mkdtempSync(join(tmpdir(), 'natter-turn-'))
  const path = join(folder, 'turnserver.conf')
  const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
    all?.some(({ address }) => address === '::1'),
  )
  const lines = readFileSync(documented, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !own.test(line))
    .filter((line) => !allowsLoopback || !line.startsWith('denied-peer-ip'))
  const here = [
    ...['listening-ip=127.0.0.1', 'relay-ip=127.0.0.1', `listening-port=${port}`, 'realm=natter.test'],
    ...[`min-port=${relays}`, `max-port=${relays + 200}`, `static-auth-secret=${secret}`],
    ...[
      'no-tls',
      'no-dtls',
      'no-stdout-log',
      `pidfile=${join(folder, 'pid')}`,
      `userdb=${join(folder, 'db')}`,
    ],
    ...[`log-file=${join(folder, 'log')}`, 'simple-log'],
    ...(hasIpv6 ? ['relay-ip=::1'] : []),
    ...(allowsLoopback ? ['allow-loopback-peers'] : []),
  ]
  writeFileSync(path, [...lines, ...here, ''].join('\n'))
  const leash = join(import.meta.dir, '../../scripts/leash.ts')
  const child = Bun.spawn([process.execPath, leash, folder, program, '-c', path], {
    stdin: 'pipe',
    stdout: 'ignore',
    stderr: 'ignore',
    env: { PATH: process.env.PATH ?? '' },
  })
  await untilReady(port, () => child.exitCode === null, join(folder, 'log'))
  return {
    port,
    secret,
    hasIpv6,
    settings: {
      'calls.turn_urls': `turn:127.0.0.1:${port}?transport=udp`,
      'calls.turn_secret': secret,
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      await child.exited
    },
  }
}

async function untilReady(port: number, isAlive: () => boolean, log: string): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (performance.now() < deadline && isAlive()) {
    using exchange = await turnExchange(port)
    if (await exchange.isAnswering()) return
  }
  throw new Error(`coturn does not answer: ${readFileSync(log, 'utf8').slice(-2000)}`)
}
