import type { App } from '../../context'
import { createJob, type Job } from '../../jobs/job'
import {
  deleteFiles,
  type FileRow,
  giveUpLost,
  hasFiles,
  knownIds,
  nextRemoval,
  takeRemovable,
} from '../../store/removals'
import { idOfKey, keysOf } from './keys'

type Needs = Pick<App, 'store' | 'log' | 'storage' | 'arrivals'>

const dayMs = 24 * 60 * 60 * 1000
/** What was not sent by then, or has not come whole, is not going to be. */
export const unsentMs = dayMs
const perRound = 100

/**
 * Removes the bytes of files that nobody can see any more: at once those whose message is gone, those never sent after a
 * day. Once a day, and when the server starts, also what is stored or was on its way and that no row knows.
 */
export function createRemovalJob({ store, log, storage, arrivals }: Needs): Job {
  const startedAt = Date.now()
  let sweepAt = startedAt

  async function removeSome(): Promise<void> {
    const files = await store.transaction((tx) => takeRemovable(tx, Date.now() - unsentMs, perRound))
    for (const file of files) {
      await storage.remove(keysOf(file))
      await arrivals.remove(file.id)
    }
    await store.transaction((tx) => deleteFiles(tx, files.map(idOf)))
    if (files.length > 0) log.info({ event: 'files_removed', count: files.length })
  }

  /** After a restart nothing comes in any more of what came in one piece. */
  async function clearArrivals(): Promise<void> {
    const resumable = await arrivals.clear(startedAt)
    await store.transaction((tx) => giveUpLost(tx, { before: startedAt, resumable }))
    const known = await knownIds(store, resumable)
    for (const id of resumable.filter((one) => !known.has(one))) await arrivals.remove(id)
  }

  async function sweep(): Promise<void> {
    sweepAt = Date.now() + dayMs
    await clearArrivals()
    if (await hasFiles(store)) await removeLeftovers()
  }

  /** Not where no file is known at all: that is more likely a wrong database than a storage full of leftovers. */
  async function removeLeftovers(): Promise<void> {
    let count = 0
    for await (const keys of pages(storage.list(), perRound)) {
      const old = keys.filter(({ storedAt }) => storedAt < Date.now() - dayMs).map(({ key }) => key)
      const known = await knownIds(store, old.map(idOfKey))
      const unknown = old.filter((key) => !known.has(idOfKey(key)))
      await storage.remove(unknown)
      count += unknown.length
    }
    if (count > 0) log.warn({ event: 'leftovers_removed', count })
  }

  return createJob({
    async nextDue() {
      const next = await nextRemoval(store, unsentMs)
      return next === undefined ? sweepAt : Math.min(next, sweepAt)
    },
    async run() {
      if (sweepAt <= Date.now()) await sweep()
      await removeSome()
    },
    onError: (err) => log.error({ event: 'removal_failed', err }),
  })
}

function idOf({ id }: FileRow): string {
  return id
}

async function* pages<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let page: Item[] = []
  for await (const item of items) {
    page.push(item)
    if (page.length < size) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}
