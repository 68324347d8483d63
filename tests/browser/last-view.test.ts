import { expect, test } from 'bun:test'
import { openSettings } from '../harness/settings'
import { keeps, keepsNothing } from './kept-on-device'
import { longRoom } from './long-room'

test('[UI-2] the room seen last is there again before the server has answered, and goes when one signs out', async () => {
  await using talk = await longRoom(120)
  const { alice, bob, room } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 120')
  await keeps(alice.page, 'Line 119')

  const answers = Promise.withResolvers<void>()
  await alice.page.route('**/api/**', async (route) => {
    await answers.promise
    await route.continue()
  })
  await alice.page.reload()
  await alice.sees('Line 120')
  await alice.page.getByRole('link', { name: /^bob/ }).waitFor()
  await bob.api.postMessage(room.id, { content: 'Are you there?' })
  await alice.sees('Are you there?')
  answers.resolve()
  await alice.page.unrouteAll({ behavior: 'wait' })

  await openSettings(alice.page)
  await alice.page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await alice.page.getByLabel('Username or e-mail').waitFor()
  expect(await alice.page.getByText('Line 120').count()).toBe(0)
  await alice.page.reload()
  await alice.page.getByLabel('Username or e-mail').waitFor()
  await keepsNothing(alice.page)
})

test('[UI-2] [PRE-3] what was written while the page was closed is marked as new in the room it opens with', async () => {
  await using talk = await longRoom(120)
  const { alice, bob, room } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 120')
  await keeps(alice.page, 'Line 119')
  const address = alice.page.url()
  await alice.page.goto('about:blank')
  for (const content of ['Still asleep?', 'Call me']) await bob.api.postMessage(room.id, { content })

  await alice.page.goto(address)
  await alice.sees('Call me')
  await alice.log.getByRole('heading', { name: '2 new' }).waitFor()
})

test('[UI-2] what was seen last and can be read no more keeps nobody from what the server says', async () => {
  await using talk = await longRoom(120)
  const { alice, bob, room } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 120')
  await keeps(alice.page, 'Line 119')
  await alice.page.addInitScript(() => localStorage.setItem('natter last view', '{"view":'))

  await alice.page.reload()
  await alice.sees('Line 120')
  await bob.api.postMessage(room.id, { content: 'Are you there?' })
  await alice.sees('Are you there?')
})
