import type { Client } from '#client/client'
import { type Readable, writable } from '#client/readable'
import { holdsUnkept } from '../shell/unkept'
import { isAtRest } from './at-rest'
import type { ToWorker } from './names'

const hourMs = 60 * 60 * 1000
/**
 * So long the page waits for the newer service worker to take over. Chromium leaves it waiting for minutes when the older
 * one is asked for something just then.
 */
const patienceMs = 2000
const waiting = writable<ServiceWorker | null>(null)

/** A newer version of the program that is here, and is used from the next load on. */
export const update: Readable<ServiceWorker | null> = waiting

/** Loads the page with the newer version. Drafts and what waits to be sent are kept on the device. */
export function takeUpdate(): void {
  void takeOver(() => location.reload())
}

/**
 * Offers what is newer than the page, and takes it when nobody would notice. Looks for it when the server is back, which may
 * have been away for that, and now and then.
 */
export function noticeUpdates(registration: ServiceWorkerRegistration, client: Client): void {
  const { connection } = client
  const search = () => void registration.update().catch(unlessOffline)
  const look = () => {
    const { waiting: next } = registration
    if (next && navigator.serviceWorker.controller) waiting.set(next)
  }
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  look()
  setInterval(search, hourMs)
  let wasAway = false
  connection.subscribe(() => {
    const { phase } = connection.get()
    if (wasAway && phase === 'up_to_date') search()
    wasAway = phase === 'waiting' || (wasAway && phase !== 'up_to_date')
  })
  const isUnnoticed = () => document.visibilityState === 'hidden' && isAtRest() && !holdsUnkept(client)
  document.addEventListener('visibilitychange', () => {
    if (isUnnoticed()) void takeOver(() => isUnnoticed() && location.reload())
  })
}

/** Calls `then` when the newer version answers for the page, or has not come to that in time. */
async function takeOver(then: () => void): Promise<void> {
  const worker = waiting.get()
  if (!worker) return
  // Else another tab has let it.
  if (worker.state === 'installed') {
    const changed = new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    )
    worker.postMessage({ type: 'take_over' } satisfies ToWorker)
    await Promise.race([changed, new Promise((resolve) => setTimeout(resolve, patienceMs))])
  }
  then()
}

/** An update that cannot be looked for now is looked for later. */
function unlessOffline(error: unknown): void {
  if (!(error instanceof TypeError)) throw error
}
