import type { Logger } from 'pino'
import { createJob, type Job } from '../jobs/job'
import { deleteExpired, nextExpiry } from '../store/expiry'
import type { Store } from '../store/store'

/** Removes codes and links within a minute of their end: a sign-up that was begun holds an address. */
export function createExpiryJob(store: Store, log: Logger): Job {
  return createJob({
    nextDue: () => nextExpiry(store),
    run: () => store.transaction((tx) => deleteExpired(tx, Date.now())),
    onError: (err) => log.error({ event: 'expiry_failed', err }),
  })
}
