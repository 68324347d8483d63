import { isIP } from 'node:net'
import { z } from 'zod'
import { policy } from '#protocol/policy'
import { profiles } from '../policy'
import { callKeys } from './calls'
import { fileKeys } from './files'
import { oauthKeys } from './oauth'
import { origin } from './origin'

/** Every key there is: its dotted name, its type, its default and its meaning. */
export const keys = {
  port: z.int().min(0).max(65535).default(8080).describe('TCP port to listen on; 0 takes any free one.'),
  host: z.string().min(1).default('0.0.0.0').meta({
    description: 'Address to listen on; 127.0.0.1 serves this machine only.',
    allowed: 'an address of this machine, such as 0.0.0.0',
  }),
  data: z.string().min(1).default('./data').meta({
    description: 'Folder for everything Natter keeps. Back it up.',
    allowed: 'the path of a folder',
  }),
  profile: z.enum(profiles).default('team').describe('The set of policies to start from.'),
  public_url: origin().nullable().default(null).meta({
    description: 'The address people open, as they see it; by default http://localhost and the port.',
    allowed: 'an address such as https://chat.example.org, without a path',
  }),
  origins: z.array(origin()).default([]).meta({
    description: 'Further web origins whose pages may use this server.',
    allowed: 'a list of addresses such as https://chat.example.org, without a path',
  }),
  database_url: z
    .string()
    .regex(/^postgres(ql)?:\/\/./)
    .refine((text) => URL.canParse(text))
    .nullable()
    .default(null)
    .meta({
      description: 'PostgreSQL to keep the data in; without it, SQLite in the data folder.',
      allowed: 'an address such as postgres://user:password@host:5432/natter',
      hide: 'password',
    }),
  redis_url: unavailable('Redis', 'Redis that several nodes share.'),
  kafka_brokers: unavailable('Kafka', 'Kafka brokers to log events to.'),
  smtp_url: z
    .string()
    .regex(/^smtps?:\/\/./)
    .refine((text) => URL.canParse(text))
    .nullable()
    .default(null)
    .meta({
      description: 'Mail server to send mail through; without it, nothing can be sent by mail.',
      allowed: 'an address such as smtps://user:password@mail.example.org',
      hide: 'password',
    }),
  'mail.from': z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/)
    .nullable()
    .default(null)
    .meta({
      description: 'Who mails come from; by default natter@ and the name in public_url.',
      allowed: 'an address such as "Natter <natter@example.org>"',
    }),
  'mail.log_links': z
    .boolean()
    .default(false)
    .describe('Without a mail server, print mails to the log, secrets and all. For development only.'),
  'mail.requests_per_address': figure(
    20,
    'Mails that one network address may ask for in an hour: codes, links, confirmations.',
    100_000,
  ),
  'mail.new_devices': z
    .boolean()
    .default(true)
    .describe('Mail people when somebody signs in to their account from a device it was not seen on before.'),
  secret: z.string().min(32).nullable().default(null).meta({
    description: 'Key that signs tokens; without it, one is made at first start and kept in the data folder.',
    allowed: 'at least 32 characters long',
    hide: 'all',
  }),
  'passwords.algorithm': z
    .enum(['argon2id', 'bcrypt'])
    .default('argon2id')
    .describe('How new passwords are hashed; hashes of both kinds are always accepted.'),
  'passwords.reject_shared': z
    .boolean()
    .default(false)
    .describe('Refuse a new password that somebody on this server already uses.'),
  'push.own_networks': z.array(addressRange()).default([]).meta({
    description:
      'Addresses inside your own network that push services of browsers may have, also over plain HTTP. All others must be public.',
    allowed: 'a list of addresses and ranges such as 10.0.0.7,192.168.1.0/24',
  }),
  'proxies.trusted': z.array(addressRange()).default([]).meta({
    description: 'Reverse proxies whose word counts on where a request comes from.',
    allowed: 'a list of addresses and ranges such as 127.0.0.1,10.0.0.0/8',
  }),
  'limits.requests_per_minute': figure(
    1000,
    'Requests one person, or one address without sign-in, has a minute.',
  ),
  'limits.registrations_per_hour': figure(5, 'Accounts one network address may try to open an hour.'),
  'limits.refreshes_per_hour': figure(30, 'Times one session may renew its tokens an hour.'),
  'limits.attempts_per_minute': figure(
    60,
    'Sign-ins by passkey, and as many through other services, one network address may begin a minute.',
  ),
  'limits.rooms_per_hour': figure(20, 'Rooms one person may open an hour.'),
  'limits.searches_per_minute': figure(
    300,
    'Searches for people and messages one person has a minute; a pause in typing is one of each.',
  ),
  'limits.invitations_per_day': figure(50, 'Invitations one person may make a day.'),
  'login.failures_per_address': figure(5, 'Failed sign-ins one network address has in 15 minutes.', 100_000),
  'login.failures_per_account': figure(10, 'Failed sign-ins one account has in 15 minutes.', 100_000),
  'guests.per_address': figure(20, 'Guests that one network address may bring in an hour.', 100_000),
  ...oauthKeys,
  ...callKeys,
  ...fileKeys,
  'limits.connections': z
    .int()
    .min(10)
    .max(1_000_000)
    .default(10_000)
    .describe('Sockets that may be open at once; each needs an open file.'),
  'limits.sockets_per_person': figure(
    10,
    'Sockets one person may have open; a further one closes the oldest.',
    1000,
  ),
  'limits.sockets_per_address': figure(
    200,
    'Sockets one network address may have open. Behind a proxy that is not trusted all come from one.',
  ),
  'limits.upgrades_per_second': z
    .int()
    .min(5)
    .max(100_000)
    .default(500)
    .describe('Sockets that may be opened in one second.'),
  'limits.sends_per_second': figure(10, 'Messages one person may write a second in the long run.'),
  'limits.sends_burst': figure(30, 'Messages one person may write at once after a pause.'),
  'limits.uploads_per_second': figure(1, 'Files one person may begin to upload a second in the long run.'),
  'limits.uploads_burst': figure(50, 'Files one person may begin to upload at once after a pause.'),
  'metrics.port': z.int().min(0).max(65535).nullable().default(null).meta({
    description: 'TCP port of 127.0.0.1 that serves /metrics for Prometheus; without it, nothing does.',
    allowed: 'a whole number from 0 to 65535',
  }),
  'log.level': z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'])
    .default('info')
    .describe('How much is logged.'),
  'log.file': z.string().min(1).nullable().default(null).meta({
    description: 'File the log is appended to; without it, standard output.',
    allowed: 'the path of a file',
  }),
  ...policy.shape,
}

export type KeyName = keyof typeof keys
export const keyNames = Object.keys(keys) as KeyName[]

const values = z.object(keys)
export type Values = z.infer<typeof values>

/** The values with their types, once each has been checked by itself. */
export function typedValues(checked: Iterable<readonly [string, unknown]>): Values {
  return values.parse(Object.fromEntries(checked))
}

/** What `public_url` is when nobody sets it. */
export function usualPublicUrl(port: number): string {
  return `http://localhost:${port}`
}

/** How much of something is allowed. */
function figure(usual: number, description: string, most = 1_000_000) {
  return z.int().min(1).max(most).default(usual).describe(description)
}

/** An IP address, or a range of them: 10.0.0.0/8. */
function addressRange() {
  return z.string().refine((text) => {
    const [address = '', bits, ...rest] = text.split('/')
    const family = isIP(address)
    if (family === 0 || rest.length > 0) return false
    return bits === undefined || (/^[0-9]{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  })
}

/** A name that stays, with nothing behind it in this version: setting it stops the start. */
function unavailable(what: string, description: string) {
  return z
    .null()
    .default(null)
    .meta({ description: `${description} Not available in this version.`, unavailable: what })
}
