import { resolve } from 'node:path'
import { type Policy, policy } from '#protocol/policy'
import { type CallSettings, callSettings } from './config/calls'
import { type FileSettings, fileSettings, type UploadSettings, uploadSettings } from './config/files'
import { typedValues, usualPublicUrl, type Values } from './config/keys'
import { type OidcSettings, oidcSettings, type SpotifySettings, spotifySettings } from './config/oauth'
import { resolveSettings, type Sources } from './config/resolve'
import type { Profile } from './policy'

export { ConfigError } from './config/error'
export type { FileSettings, S3Settings } from './config/files'
export type { OidcSettings, SpotifySettings } from './config/oauth'

/** What this server was told, checked and complete. The keys' meaning stands in config/keys.ts. */
export interface Config {
  port: number
  host: string
  /** Absolute. */
  data: string
  profile: Profile
  /** An origin: scheme, host and port, no trailing slash. */
  publicUrl: string
  /** Further allowed origins, beside the one of `publicUrl`. */
  origins: string[]
  databaseUrl: string | null
  /** The mail server, with its password. */
  smtpUrl: string | null
  mail: { from: string | null; newDevices: boolean; logLinks: boolean; requestsPerAddress: number }
  secret: string | null
  passwords: { algorithm: Values['passwords.algorithm']; rejectShared: boolean }
  login: { failuresPerAddress: number; failuresPerAccount: number }
  /** Null where people do not sign in through it. */
  spotify: SpotifySettings | null
  oidc: OidcSettings | null
  guests: { perAddress: number }
  calls: CallSettings
  /** Where files lie. */
  files: FileSettings
  /** How much may be uploaded. */
  uploads: UploadSettings
  /** Where push services may be inside one's own network. */
  push: { ownNetworks: string[] }
  proxies: { trusted: string[] }
  limits: {
    requestsPerMinute: number
    registrationsPerHour: number
    refreshesPerHour: number
    /** Sign-ins by passkey that one address may begin a minute, and as many through other services. */
    attemptsPerMinute: number
    roomsPerHour: number
    searchesPerMinute: number
    invitationsPerDay: number
    connections: number
    socketsPerPerson: number
    socketsPerAddress: number
    upgradesPerSecond: number
    sendsPerSecond: number
    sendsBurst: number
    uploadsPerSecond: number
    uploadsBurst: number
  }
  metrics: { port: number | null }
  /** `file` is where lines are appended; null for standard output. */
  log: { level: Values['log.level']; file: string | null }
  policy: Policy
}

/** Reads flags, environment and file. Throws `ConfigError` with one sentence about the first thing that is wrong. */
export function loadConfig(sources: Sources): Config {
  const settings = resolveSettings(sources)
  const values = typedValues(settings.map(({ name, value }) => [name, value] as const))
  const publicUrl = values.public_url ?? usualPublicUrl(values.port)
  return {
    port: values.port,
    host: values.host,
    data: resolve(sources.cwd, values.data),
    profile: values.profile,
    publicUrl,
    origins: values.origins,
    databaseUrl: values.database_url,
    smtpUrl: values.smtp_url,
    mail: {
      from: values['mail.from'],
      newDevices: values['mail.new_devices'],
      logLinks: values['mail.log_links'],
      requestsPerAddress: values['mail.requests_per_address'],
    },
    secret: values.secret,
    passwords: {
      algorithm: values['passwords.algorithm'],
      rejectShared: values['passwords.reject_shared'],
    },
    login: {
      failuresPerAddress: values['login.failures_per_address'],
      failuresPerAccount: values['login.failures_per_account'],
    },
    spotify: spotifySettings(values, publicUrl),
    oidc: oidcSettings(values, publicUrl),
    guests: { perAddress: values['guests.per_address'] },
    calls: callSettings(values),
    files: fileSettings(values, sources.cwd),
    uploads: uploadSettings(values),
    push: { ownNetworks: values['push.own_networks'] },
    proxies: { trusted: values['proxies.trusted'] },
    limits: {
      requestsPerMinute: values['limits.requests_per_minute'],
      registrationsPerHour: values['limits.registrations_per_hour'],
      refreshesPerHour: values['limits.refreshes_per_hour'],
      attemptsPerMinute: values['limits.attempts_per_minute'],
      roomsPerHour: values['limits.rooms_per_hour'],
      searchesPerMinute: values['limits.searches_per_minute'],
      invitationsPerDay: values['limits.invitations_per_day'],
      connections: values['limits.connections'],
      socketsPerPerson: values['limits.sockets_per_person'],
      socketsPerAddress: values['limits.sockets_per_address'],
      upgradesPerSecond: values['limits.upgrades_per_second'],
      sendsPerSecond: values['limits.sends_per_second'],
      sendsBurst: values['limits.sends_burst'],
      uploadsPerSecond: values['limits.uploads_per_second'],
      uploadsBurst: values['limits.uploads_burst'],
    },
    metrics: { port: values['metrics.port'] },
    log: {
      level: values['log.level'],
      file: values['log.file'] === null ? null : resolve(sources.cwd, values['log.file']),
    },
    policy: policy.parse(values),
  }
}
