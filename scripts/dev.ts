import { resolve } from 'node:path'
import { createServer, type ProxyOptions } from 'vite'
import { ConfigError, loadConfig } from '#server/config'
import { takeFlags } from '#server/config/flags'
import { compileCatalogue } from './compile-catalogue'
import { emojiNames } from './emoji-names'
import { languagePacks } from './language-packs'

const root = resolve(import.meta.dir, '..')
const people = ['alice', 'bob']
const password = 'kingfisher-Paper-7'

/** The web client with its changes shown at once, before a server that starts again when its sources change. */
const { taken, rest } = takeFlags(process.argv.slice(2), ['port'])
const port = Number(taken.get('port') ?? 8080)
const publicUrl = `http://localhost:${port}`
const serverUrl = `http://127.0.0.1:${port + 1}`

const flags = [
  '--host=127.0.0.1',
  `--port=${port + 1}`,
  `--public-url=${publicUrl}`,
  '--data=./data/dev',
  '--mail-log-links',
  ...rest,
]

checkConfig()
const server = startServer()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.kill('SIGTERM')
    process.exit(0)
  })
}
await untilReady()
await seed()
makeOwner()
await serveWeb()
console.log(`\nNatter is at ${publicUrl}. Sign in as ${people.join(' or ')}; the password is ${password}\n`)

/** A server that is being watched waits for its sources to change, which no mistake in a flag is mended by. */
function checkConfig(): void {
  try {
    loadConfig({ argv: flags, env: process.env, cwd: root })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

function startServer() {
  const command = [
    process.execPath,
    '--no-env-file',
    '--watch',
    '--no-clear-screen',
    'server/main.ts',
    'serve',
  ]
  return Bun.spawn([...command, ...flags], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    onExit: (_process, code) => process.exit(code ?? 1),
  })
}

async function untilReady(): Promise<void> {
  for (;;) {
    const answer = await fetch(`${serverUrl}/api/v1/server`).catch(() => null)
    if (answer?.ok) return
    await Bun.sleep(50)
  }
}

/** Registers the people to try things with. Those who are there already stay as they are. */
async function seed(): Promise<void> {
  for (const username of people) {
    const answer = await fetch(`${serverUrl}/api/v1/auth/register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, email: `${username}@example.org`, password }),
    })
    if (!answer.ok && answer.status !== 409)
      console.error(`${username} could not register: ${await answer.text()}`)
  }
}

/** The first of them runs this server. */
function makeOwner(): void {
  const command = [
    process.execPath,
    '--no-env-file',
    'server/main.ts',
    'admin',
    'role',
    people[0] ?? '',
    'owner',
  ]
  Bun.spawnSync([...command, '--data=./data/dev'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
}

async function serveWeb(): Promise<void> {
  await compileCatalogue(root)
  const toServer: ProxyOptions = { target: serverUrl, ws: true }
  const web = await createServer({
    root: resolve(root, 'web'),
    configFile: resolve(root, 'web', 'vite.config.ts'),
    plugins: [emojiNames(), languagePacks()],
    server: { port, strictPort: true, proxy: { '/api': toServer, '/ws': toServer } },
  })
  await web.listen()
}
