import { mkdirSync } from 'node:fs'
import type { Logger } from 'pino'
import { createExpiryJob } from './auth/expiry-job'
import { createGuestLimit } from './auth/guest-limit'
import { loadKeys } from './auth/keys'
import { createLoginLimits } from './auth/login-limits'
import { createMailLimits } from './auth/mail-limits'
import { createProviders } from './auth/oauth/providers'
import { createPasswordHasher } from './auth/password-hasher'
import { createRequestLimits } from './auth/request-limits'
import { createMemoryBus } from './bus/memory'
import { createCallRegistry } from './calls/registry'
import type { Config } from './config'
import type { App } from './context'
import { watchCalls } from './domain/calls/watch'
import { createRemovalJob } from './domain/files/removal'
import { createPurgeJob } from './domain/messages/purge'
import { settleLobby } from './domain/rooms/lobby'
import { createArrivals } from './files/arrivals'
import { createFileStorage } from './files/create'
import { createBackground } from './jobs/background'
import { createLine } from './jobs/line'
import { createSendRate, createUploadRate } from './limits/rates'
import { createMailer } from './mail/mailer'
import { createInspector } from './media/inspect'
import { createLog } from './observability/log'
import { createMetrics } from './observability/metrics'
import { createActivity } from './push/activity'
import { createPusher } from './push/pusher'
import { openHistory } from './store/history'
import { openStore } from './store/open'

/** So many files are handed to whoever looks at them; all others wait on the disk. */
const inspectedAtOnce = 8

/** Puts the parts together: everything the server needs but the network. Close it with `app.store.close()`. */
export async function createApp(config: Config): Promise<App> {
  for (const folder of [config.data, config.files.folder]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }
  const log = createLog(config)
  const store = await openStore({
    data: config.data,
    databaseUrl: config.databaseUrl,
    retentionDays: config.policy['retention.days'],
    onError: (err) => log.error({ event: 'background_failure', err }),
    onSpace: (hasSpace) => noteSpace(log, hasSpace),
  })
  const bus = createMemoryBus()
  const keys = loadKeys(config)
  const activity = createActivity()
  const online = new Set<string>()
  const arrivals = createArrivals(config.files.folder)
  const storage = createFileStorage(config.files)
  const removal = createRemovalJob({ store, log, storage, arrivals })
  const app: App = {
    config,
    policy: config.policy,
    store,
    bus,
    log,
    keys,
    passwords: createPasswordHasher(config.passwords.algorithm),
    loginLimits: createLoginLimits(config),
    mailLimits: createMailLimits(config),
    expiry: createExpiryJob(store, log),
    purge: createPurgeJob({ store, log, removal }),
    removal,
    arrivals,
    storage,
    inspector: createInspector({
      temporaryFolder: arrivals.workFolder,
      onDeath: (detail) => log.warn({ event: 'media_worker_died', detail }),
    }),
    inspections: createLine(inspectedAtOnce),
    mailer: createMailer({ config, store, log }),
    pusher: createPusher({ config, store, bus, log, activity, online, secret: keys.push }),
    activity,
    background: createBackground((err) => log.error({ event: 'background_failure', err })),
    limitGuests: createGuestLimit(config),
    providers: createProviders(config),
    requestLimits: createRequestLimits(config),
    sendRate: createSendRate(config),
    calls: createCallRegistry(),
    uploadRate: createUploadRate(config),
    metrics: createMetrics(),
    online,
    history: await openHistory(store, config.data),
  }
  await settleLobby(app)
  watchCalls(app)
  return app
}

function noteSpace(log: Logger, hasSpace: boolean): void {
  if (hasSpace) {
    log.warn({ event: 'storage_available', detail: 'What people write is stored again.' })
    return
  }
  const detail =
    'The disk of the database is full. Nothing is stored and nothing acknowledged. What is there can be read, and what ' +
    'people write waits on their devices. Free some space: no restart is needed.'
  log.error({ event: 'storage_full', detail })
}
