import { afterAll, expect, test } from 'bun:test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { configTable, runConfig } from '#server/cli/config'
import { ConfigError, loadConfig } from '#server/config'
import { takeFlags } from '#server/config/flags'
import { keyNames } from '#server/config/keys'
import { environmentName, flagName } from '#server/config/names'
import { resolveSettings } from '#server/config/resolve'
import { presets } from '#server/policy'
import { temporaryFolder } from '../harness/temporary-folder'

const folders = [temporaryFolder()]
const nowhere = folders[0]?.path ?? ''
afterAll(() => {
  for (const folder of folders) folder.remove()
})

function load(argv: string[] = [], env: Record<string, string> = {}, cwd = nowhere) {
  return loadConfig({ argv, env, cwd })
}

function folderWith(file: string, text: string): string {
  const folder = temporaryFolder()
  folders.push(folder)
  writeFileSync(join(folder.path, file), text)
  return folder.path
}

function refusal(...sources: Parameters<typeof load>): string {
  try {
    load(...sources)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error('The configuration was accepted.')
}

function originOf(name: string, argv: string[], env: Record<string, string>, cwd: string) {
  return resolveSettings({ argv, env, cwd }).find((setting) => setting.name === name)?.origin
}

test('[OPS-1] with nothing set, the defaults hold and the policy is that of a team', () => {
  const config = load()
  expect(config).toMatchObject({
    port: 8080,
    host: '0.0.0.0',
    data: join(nowhere, 'data'),
    profile: 'team',
    publicUrl: 'http://localhost:8080',
    origins: [],
    databaseUrl: null,
    secret: null,
    passwords: { algorithm: 'argon2id', rejectShared: false },
    login: { failuresPerAddress: 5, failuresPerAccount: 10 },
    log: { level: 'info' },
  })
  expect(config.policy).toEqual(presets.team)
})

test('[OPS-1] a flag wins over the environment, that over the file, that over the profile, that over the default', () => {
  const cwd = folderWith('natter.toml', 'port = 1001\ncalls = true\n[passwords]\nalgorithm = "bcrypt"\n')
  const env = { NATTER_PORT: '1002', NATTER_PROFILE: 'private' }
  expect(load(['--port', '1003'], env, cwd).port).toBe(1003)
  expect(load([], env, cwd).port).toBe(1002)
  expect(load([], {}, cwd).port).toBe(1001)
  expect(load([], env, cwd).passwords.algorithm).toBe('bcrypt')
  expect(load([], env, cwd).policy).toEqual({ ...presets.private, calls: true })

  expect(originOf('port', ['--port=1003'], env, cwd)).toBe('--port')
  expect(originOf('port', [], env, cwd)).toBe('NATTER_PORT')
  expect(originOf('port', [], {}, cwd)).toBe('natter.toml')
  expect(originOf('uploads', [], env, cwd)).toBe('profile private')
  expect(originOf('host', [], env, cwd)).toBe('default')
})

test('[OPS-1] every key can be set by a flag and by a variable, whose names are its own', () => {
  expect(flagName('passwords.reject_shared')).toBe('--passwords-reject-shared')
  expect(environmentName('passwords.reject_shared')).toBe('NATTER_PASSWORDS_REJECT_SHARED')
  expect(new Set(keyNames.map(flagName)).size).toBe(keyNames.length)
  expect(new Set(keyNames.map(environmentName)).size).toBe(keyNames.length)
})

test('[OPS-1] a boolean is switched by its name alone, by =true and =false, and off by --no-', () => {
  expect(load(['--rooms-lobby']).policy['rooms.lobby']).toBe(true)
  expect(load(['--calls=false']).policy.calls).toBe(false)
  expect(load(['--no-calls', '--port', '9000'])).toMatchObject({ port: 9000, policy: { calls: false } })
  expect(refusal(['--no-calls=true'])).toBe('The flag --no-calls takes no value.')
  expect(refusal(['--calls=maybe'])).toBe('calls must be true or false, but --calls sets "maybe".')
})

test('[OPS-1] lists are separated by commas, and origins lose their trailing slash', () => {
  const config = load(['--origins', 'https://a.example/, http://b.example:81'], {
    NATTER_PUBLIC_URL: 'https://chat.example.org/',
  })
  expect(config.origins).toEqual(['https://a.example', 'http://b.example:81'])
  expect(config.publicUrl).toBe('https://chat.example.org')
  expect(load(['--port', '9000']).publicUrl).toBe('http://localhost:9000')
})

test('[OPS-1] an unknown name is refused, with the nearest known one', () => {
  expect(refusal(['--prot', '1'])).toBe('There is no flag --prot. The nearest is --port.')
  expect(refusal(['--no-port'])).toStartWith('There is no flag --no-port.')
  expect(refusal([], { NATTER_PUBLICURL: 'x' })).toBe(
    'There is no environment variable NATTER_PUBLICURL. The nearest is NATTER_PUBLIC_URL.',
  )
  expect(refusal([], {}, folderWith('natter.toml', '[password]\nalgorithm = "bcrypt"'))).toBe(
    'There is no key password.algorithm, which natter.toml sets. The nearest is passwords.algorithm.',
  )
  expect(refusal(['serve'])).toBe('"serve" is not expected here: flags start with --.')
})

test('[OPS-1] a bad value is refused with its key, where it came from and what is allowed', () => {
  expect(refusal(['--port', '80a'])).toBe(
    'port must be a whole number from 0 to 65535, but --port sets "80a".',
  )
  expect(refusal([], { NATTER_PROFILE: 'teem' })).toBe(
    'profile must be wall, private, otp, rooms or team, but NATTER_PROFILE sets "teem".',
  )
  expect(refusal([], {}, folderWith('natter.toml', 'port = "80"'))).toBe(
    'port must be a whole number from 0 to 65535, but natter.toml sets "80".',
  )
  expect(refusal(['--public-url', 'https://chat.example.org/chat'])).toBe(
    'public_url must be an address such as https://chat.example.org, without a path, but --public-url sets "https://chat.example.org/chat".',
  )
  expect(refusal(['--retention-days', '-1'])).toBe(
    'retention.days must be a whole number, at least 0, but --retention-days sets -1.',
  )
  expect(refusal(['--port'])).toBe('The flag --port needs a value.')
})

test('[OPS-1] what this version cannot use is refused, never ignored', () => {
  expect(refusal([], { NATTER_REDIS_URL: 'redis://localhost' })).toBe(
    'redis_url is set by NATTER_REDIS_URL, but this version of Natter cannot use Redis.',
  )
  expect(refusal(['--kafka-brokers', 'a:1'])).toContain('cannot use Kafka')
})

test('[OPS-1] the mail server is named by its address, whose password is never shown', () => {
  const env = { NATTER_SMTP_URL: 'smtps://natter:hush@mail.example.org' }
  expect(load(['--mail-from', 'Natter <natter@example.org>'], env)).toMatchObject({
    smtpUrl: 'smtps://natter:hush@mail.example.org',
    mail: { from: 'Natter <natter@example.org>', logLinks: false, requestsPerAddress: 20 },
  })
  expect(configTable(resolveSettings({ argv: [], env, cwd: nowhere }))).not.toContain('hush')
  expect(refusal([], { NATTER_SMTP_URL: 'mail.example.org:25' })).toBe(
    'smtp_url must be an address such as smtps://user:password@mail.example.org, but NATTER_SMTP_URL sets another value.',
  )
  expect(refusal(['--mail-from', 'a@example.org\r\nBcc: b@example.org'])).toContain(
    'mail.from must be an address',
  )
})

test('[OPS-1] the file may be named by a flag or a variable, and must then exist and be TOML', () => {
  const cwd = folderWith('other.toml', 'port = 1001\ndirectory = "none"\n"directory.status" = true')
  expect(load(['--config', 'other.toml'], {}, cwd)).toMatchObject({ port: 1001 })
  expect(load([], { NATTER_CONFIG: join(cwd, 'other.toml') }).policy).toMatchObject({
    directory: 'none',
    'directory.status': true,
  })
  expect(refusal(['--config', 'missing.toml'])).toBe('The configuration file missing.toml does not exist.')
  expect(refusal([], {}, folderWith('natter.toml', 'port = = 1'))).toStartWith(
    'natter.toml is not valid TOML',
  )
})

test('[OPS-1] an empty variable counts as not set, and variables of others do not matter', () => {
  expect(load([], { NATTER_SMTP_URL: '', NATTER_PORT: '', PORT: '9', HOME: '/' }).port).toBe(8080)
})

test('[OPS-1] secrets are neither in the table of all keys nor in a refusal', () => {
  const env = {
    NATTER_SECRET: 'a-secret-of-more-than-thirty-two-characters',
    NATTER_DATABASE_URL: 'postgres://natter:hunter2@db.example/natter?sslpassword=hunter2',
  }
  const settings = resolveSettings({ argv: [], env, cwd: nowhere })
  const table = configTable(settings)
  expect(table).not.toContain(env.NATTER_SECRET)
  expect(table).not.toContain('hunter2')
  expect(table).toContain('postgres://natter:***@db.example/natter')
  for (const name of keyNames) expect(table).toContain(`\n${name} `)

  expect(refusal(['--secret', 'short-and-hidden'])).toBe(
    'secret must be at least 32 characters long, but --secret sets another value.',
  )
  expect(refusal([], { NATTER_DATABASE_URL: 'mysql://root:hunter2@db' })).not.toContain('hunter2')
  expect(() => runConfig({ argv: ['--secret', 'x'], env: {}, cwd: nowhere })).toThrow(ConfigError)
})

test('[OPS-1] a command takes its own flags and leaves the rest to the configuration', () => {
  const { taken, rest } = takeFlags(
    ['--people', '5', '--port=1', '--tokens=t.txt', '--calls'],
    ['people', 'tokens'],
  )
  expect(Object.fromEntries(taken)).toEqual({ people: '5', tokens: 't.txt' })
  expect(rest).toEqual(['--port=1', '--calls'])
})
