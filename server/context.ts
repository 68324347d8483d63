import type { Logger } from 'pino'
import type { ServerRole } from '#protocol/accounts'
import type { Policy } from '#protocol/policy'
import type { Keys } from './auth/keys'
import type { LoginLimits } from './auth/login-limits'
import type { MailLimits } from './auth/mail-limits'
import type { Provider } from './auth/oauth/provider'
import type { PasswordHasher } from './auth/password-hasher'
import type { RequestLimits } from './auth/request-limits'
import type { Bus } from './bus/bus'
import type { CallRegistry } from './calls/registry'
import type { Config } from './config'
import type { Arrivals } from './files/arrivals'
import type { FileStorage } from './files/storage'
import type { Background } from './jobs/background'
import type { Job } from './jobs/job'
import type { Line } from './jobs/line'
import type { Paces } from './limits/paces'
import type { Mailer } from './mail/mailer'
import type { Inspector } from './media/inspect'
import type { Metrics } from './observability/metrics'
import type { Activity } from './push/activity'
import type { Pusher } from './push/pusher'
import type { History } from './store/history'
import type { Store } from './store/store'

/** What every part of the server works with. Made once, in app.ts. */
export interface App {
  readonly config: Config
  readonly policy: Policy
  readonly store: Store
  readonly bus: Bus
  readonly log: Logger
  readonly keys: Keys
  readonly passwords: PasswordHasher
  readonly loginLimits: LoginLimits
  readonly mailLimits: MailLimits
  readonly mailer: Mailer
  readonly pusher: Pusher
  /** On which device each person did something last. */
  readonly activity: Activity
  readonly background: Background
  /** Removes what has run out. */
  readonly expiry: Job
  /** Removes messages that are past their time. */
  readonly purge: Job
  /** Removes files that are nobody's any more. */
  readonly removal: Job
  /** Where the bytes of files lie, and where they are until all of them have come. */
  readonly storage: FileStorage
  readonly arrivals: Arrivals
  /** Finds out what files are. */
  readonly inspector: Inspector
  /** Where files wait for that. */
  readonly inspections: Line
  /** Counts a guest from this network address. Throws `rate_limited`. */
  readonly limitGuests: (address: string) => Promise<void>
  /** The services that people can sign in through. */
  readonly providers: readonly Provider[]
  readonly requestLimits: RequestLimits
  readonly sendRate: Paces
  readonly uploadRate: Paces
  readonly calls: CallRegistry
  readonly metrics: Metrics
  /** The ids of those who are online, as others were told; kept by the gateway. */
  readonly online: Set<string>
  /** The history of the database; clients drop what they cached of another. */
  readonly history: History
}

/** A person as the domain knows them once they are signed in. */
export interface Account {
  readonly id: string
  readonly username: string
}

/** Who is asking, and by which session. */
export interface Principal {
  readonly account: Account
  readonly sessionId: string
  /** What they may do on the whole server, as the database has it now. */
  readonly role: ServerRole
  /** When they last gave their password on this device (milliseconds since 1970). */
  readonly provenAt: number
}

/** Who is asking over a socket. */
export interface Speaker extends Principal {
  readonly socketId: string
}
