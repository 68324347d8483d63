import type { Logger } from 'pino'
import type { Bus } from '../bus/bus'
import type { Config } from '../config'
import { createJob } from '../jobs/job'
import type { PushSubscriptionRow } from '../store/push-subscriptions'
import { dueRings, nextRingDue } from '../store/rings'
import type { Store } from '../store/store'
import type { Activity } from './activity'
import type { EndpointRules } from './endpoint'
import { createGatherer } from './gather'
import { createPushPost, type Delivery } from './post'
import { sendRing, settleDevice } from './ring'
import { createCallRinger } from './ring-call'

const ringsPerRound = 20

/** Pushes on their way to browsers. What they say is never logged. */
export interface Pusher {
  /** What browsers must be given to take pushes from this server; base64url. */
  readonly publicKey: string
  readonly rules: EndpointRules
  /** Rings one device at once, to show that it does. */
  test(device: PushSubscriptionRow): Promise<Delivery>
  /** Rings for what is written from now on, and for what an earlier run of the program left in line. */
  start(): void
  stop(): Promise<void>
}

interface Needs {
  config: Config
  store: Store
  bus: Bus
  log: Logger
  activity: Activity
  online: ReadonlySet<string>
  /** 32 bytes. */
  secret: Uint8Array
}

export function createPusher({ config, store, bus, log, activity, online, secret }: Needs): Pusher {
  const post = createPushPost(config, secret)
  const onError = (err: unknown) => log.error({ event: 'push_job_failed', err })
  const job = createJob({
    nextDue: () => nextRingDue(store),
    async run() {
      const due = await dueRings(store, Date.now(), ringsPerRound)
      await Promise.all(due.map((ring) => sendRing({ store, post, activity }, ring)))
    },
    onError,
  })
  const gatherer = createGatherer({ store, online, onRings: job.wake, onError })
  const callRinger = createCallRinger({ store, post, ringSeconds: config.calls.ringSeconds, onError })
  let unsubscribe = () => {}

  return {
    publicKey: post.publicKey,
    rules: post.rules,
    async test(device) {
      const delivery = await post.send(device, { kind: 'test' })
      await store.transaction((tx) => settleDevice(tx, device, delivery, Date.now()))
      return delivery
    },
    start() {
      unsubscribe = bus.subscribe((event) => {
        gatherer.hear(event)
        callRinger.hear(event)
      })
      job.wake()
    },
    async stop() {
      unsubscribe()
      await gatherer.stop()
      await callRinger.stop()
      await job.stop()
    },
  }
}
