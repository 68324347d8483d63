import type { Client } from '#client/client'
import { goTo } from '../shell/router'
import type { ToPage } from './names'
import { noticeUpdates } from './update'

const path = '/service-worker.js'

/**
 * Lets this page be opened without network, and lets it be rung. Where the browser cannot do that, as over plain HTTP,
 * everything else works as ever.
 */
export async function registerWorker(client: Client): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.type === 'open') goTo(data.path)
  })
  try {
    const registration = await serviceWorker.register(trusted(path), { updateViaCache: 'none' })
    noticeUpdates(registration, client)
  } catch (error) {
    // Private windows and full disks refuse it. The page works without.
    console.warn('This page will not open without network.', error)
  }
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
