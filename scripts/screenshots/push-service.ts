import type { Page } from 'playwright-core'

const standIn = `(async () => {
  const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  const textOf = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  const keys = {
    p256dh: textOf(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))),
    auth: textOf(crypto.getRandomValues(new Uint8Array(16))),
  }
  const made = {
    toJSON: () => ({ endpoint: 'https://push.invalid/' + keys.auth, keys }),
    async unsubscribe() {
      current = null
      return true
    },
  }
  let current = null
  const pushManager = { getSubscription: async () => current, subscribe: async () => (current = made) }
  navigator.serviceWorker.getRegistration = async () => ({ pushManager, getNotifications: async () => [] })
})()`

/**
 * Lets a page be rung when it is closed, as far as the page can tell: a browser without a profile reaches no push service.
 * It may do nothing else then that needs to be allowed, until `takePushService`.
 */
export async function givePushService(page: Page): Promise<void> {
  await page.context().grantPermissions(['notifications'])
  await page.evaluate(standIn)
}

export async function takePushService(page: Page): Promise<void> {
  await page.evaluate('delete navigator.serviceWorker.getRegistration')
  await page.context().clearPermissions()
}
