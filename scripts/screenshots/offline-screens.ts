import type { Screen } from './screen'
import { signIn } from './sign-in'

/** What alice sees of a server that is gone, and of one that refuses. */
export const offlineScreens: readonly Screen[] = [
  {
    name: 'connecting',
    async show(page, { scene, say }) {
      await signIn(page, say, 'alice')
      await page.getByText(say('Everything sent. Up to date.')).waitFor({ state: 'attached' })
      // A socket that is open and says nothing, as in a train. Those that are opened later speak.
      let isMute = true
      await page.routeWebSocket(/./, (socket) => {
        if (!isMute) socket.connectToServer()
      })
      await page.goto(new URL(`/room/${scene.lunch.id}`, page.url()).href)
      await page.getByText(say('Connecting…')).waitFor({ state: 'attached' })
      await page.getByRole('log').getByText('Bread is on me').waitFor()
      isMute = false
    },
  },
  {
    name: 'offline',
    async show(page, { server, say }) {
      await page.reload()
      await page.getByRole('log').getByText('Bread is on me').waitFor()
      await page.getByText(say('Everything sent. Up to date.')).waitFor({ state: 'attached' })
      await server.stop()
      for (const text of ['Are you all still there?', 'I am in the tunnel, this goes out later.']) {
        await page.getByRole('textbox').fill(text)
        await page.getByRole('button', { name: say('Send') }).click()
      }
      await page.getByText(say('Offline. 2 messages wait here.')).waitFor({ state: 'attached' })
    },
  },
  {
    name: 'offline-drawer',
    isForPhone: true,
    show: (page) => page.locator('#open-rooms').click(),
  },
  {
    name: 'not-sent',
    async show(page, { scene, server, say }) {
      const address = new URL(`/room/${scene.allotment.id}`, page.url()).href
      await page.goto('about:blank')
      await server.start()
      await page.goto(address)
      await page.getByRole('textbox').waitFor()
      await page.getByText(say('Everything sent. Up to date.')).waitFor({ state: 'attached' })
      await server.stop()
      await page.getByRole('textbox').fill('I have a wheelbarrow, and nobody to push it.')
      await page.getByRole('button', { name: say('Send') }).click()
      await page.getByText(say('Offline. 1 message waits here.')).waitFor({ state: 'attached' })
      await page.goto('about:blank')
      await server.start()
      await scene.removeAlice()
      await page.goto(address)
      await page.getByRole('button', { name: say('Discard') }).waitFor()
    },
  },
]
