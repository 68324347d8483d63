import type { App } from '../../context'
import { createJob, type Job } from '../../jobs/job'
import { hasTimesOfRooms, oldestMessage, purgeSome, roomsToPurge } from '../../store/purge'
import type { Store } from '../../store/store'
import { note } from '../audit/note'

type Needs = Pick<App, 'store' | 'log'>

/** Nobody is shown what is past its time, so that nothing is lost by waiting for more of it. */
const pauseMs = 60 * 60 * 1000
const roundsARun = 20
const roomsARound = 50

/** Removes messages from the database within an hour of their end, and at once when the server starts. */
export function createPurgeJob({ store, log, removal }: Needs & Pick<App, 'removal'>): Job {
  let lastRun = 0
  return createJob({
    async nextDue() {
      // When the first message of a room is due is not asked: there may be many such rooms.
      if (await hasTimesOfRooms(store)) return lastRun + pauseMs
      const oldest = store.keptSince() === 0 ? undefined : await oldestMessage(store)
      if (oldest === undefined) return undefined
      return Math.max(oldest + Date.now() - store.keptSince() + 1, lastRun + pauseMs)
    },
    async run() {
      const { count, isDone } = await purge({ store, log }, roundsARun)
      if (count > 0) removal.wake()
      if (isDone) lastRun = Date.now()
    },
    onError: (err) => log.error({ event: 'purge_failed', err }),
  })
}

/** Removes all messages that are past their time. Returns how many there were. */
export async function purgeNow(needs: Needs): Promise<number> {
  return (await purge(needs, Number.POSITIVE_INFINITY)).count
}

async function purge(needs: Needs, mostRounds: number): Promise<{ count: number; isDone: boolean }> {
  let count = 0
  let isDone = false
  for (let round = 0; round < mostRounds && !isDone; round++) {
    const some = await purgeRound(needs.store)
    count += some
    isDone = some === 0
  }
  await tell(needs, count)
  return { count, isDone }
}

/** Looks at the first messages of all, and at those of rooms with a time of their own. */
async function purgeRound(store: Store): Promise<number> {
  let count = 0
  for (const roomId of [null, ...(await roomsToPurge(store, roomsARound))]) {
    count += await purgePlace(store, roomId)
  }
  return count
}

function purgePlace(store: Store, roomId: string | null): Promise<number> {
  return store.transaction(async (tx) => {
    const { count, emptied } = await purgeSome(tx, roomId)
    if (emptied !== null) tx.beforeCommit(() => store.search.remove(tx.db, emptied))
    return count
  })
}

async function tell({ store, log }: Needs, count: number): Promise<void> {
  if (count === 0) return
  log.info({ event: 'messages_purged', count })
  const details = { count }
  await store.transaction((tx) =>
    note(tx, { event: 'messages_purged', account_id: null, address: null, details }),
  )
}
