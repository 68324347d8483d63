import { type Readable, writable } from '#client/readable'
import { goTo } from '../shell/router'
import type { ToPage, ToWorker } from './names'

const path = '/service-worker.js'
const hourMs = 60 * 60 * 1000
const waiting = writable<ServiceWorker | null>(null)

/** A newer version of the program that is here, and is used from the next load on. */
export const update: Readable<ServiceWorker | null> = waiting

/**
 * Lets this page be opened without network, and lets it be rung. Where the browser cannot do that, as over plain HTTP,
 * everything else works as ever.
 */
export async function registerWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.type === 'open') goTo(data.path)
  })
  try {
    const registration = await serviceWorker.register(trusted(path), { updateViaCache: 'none' })
    noticeUpdates(registration)
  } catch (error) {
    // Private windows and full disks refuse it. The page works without.
    console.warn('This page will not open without network.', error)
  }
}

/** Loads the page with the newer version. Drafts and what waits to be sent are kept on the device. */
export function takeUpdate(): void {
  const worker = waiting.get()
  if (!worker) return
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  worker.postMessage({ type: 'take_over' } satisfies ToWorker)
}

/** Looks for a newer version at once, as after the server was away, and now and then. */
export async function lookForUpdate(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  await registration?.update().catch(unlessOffline)
}

function noticeUpdates(registration: ServiceWorkerRegistration): void {
  const look = () => {
    const { waiting: next } = registration
    if (next && navigator.serviceWorker.controller) waiting.set(next)
  }
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  look()
  setInterval(() => void lookForUpdate(), hourMs)
  // Nobody looks: the newer version can be taken without disturbing anybody. What was begun to write is kept.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') takeUpdate()
  })
}

/** An update that cannot be looked for now is looked for later. */
function unlessOffline(error: unknown): void {
  if (!(error instanceof TypeError)) throw error
}

/** The page's policy wants to know where scripts may come from: this is the only one that is named at run time. */
function trusted(address: string): string {
  const { trustedTypes } = window as {
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string }
    }
  }
  if (!trustedTypes) return address
  const policy = trustedTypes.createPolicy('natter-worker', {
    createScriptURL(url) {
      if (url !== path) throw new TypeError('Only the service worker has an address of its own.')
      return url
    },
  })
  return policy.createScriptURL(address)
}
