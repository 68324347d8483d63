import type { Screen } from './screen'
import { signIn } from './sign-in'
import { until } from './until'

/** What alice sees when the server has a newer version of the program. */
export const updateScreens: readonly Screen[] = [
  {
    name: 'update',
    async show(page, { scene, say }) {
      await signIn(page, say, 'alice')
      await page.getByText(say('Everything sent. Up to date.')).waitFor({ state: 'attached' })
      // A page that is being loaded just when the worker comes to be is without one until its next load.
      await until(page, 'navigator.serviceWorker.controller !== null')
      await page.goto(new URL(`/room/${scene.lunch.id}`, page.url()).href)
      await page.getByRole('log').getByText('Bread is on me').waitFor()
      await page.evaluate(bringNewer)
      await page.getByText(say('Natter was updated.')).waitFor()
    },
  },
]

/** The same service worker by another address is a newer one for the browser. The page's policy wants to be told of it. */
const bringNewer = `{
  const policy = trustedTypes.createPolicy('natter-newer', { createScriptURL: (address) => address })
  navigator.serviceWorker.register(policy.createScriptURL('/service-worker.js?newer'))
}`
