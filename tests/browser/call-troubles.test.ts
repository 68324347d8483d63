import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { visit } from '../harness/visitor'
import { aliceAndBob, callerAt, callerPage } from './call-page'
import { shownIn } from './reachable'
import { countTones } from './tones'

test('[CALL-1] without a microphone nobody is rung, and one reads what to do', async () => {
  await using pair = await aliceAndBob()
  const { server, bob } = pair
  await newAccount(server.url, 'carol')
  await using visitor = await visit(server.url)
  const carol = callerAt(visitor)
  await visitor.signIn('carol')
  await visitor.talkTo('bob')
  await carol.call()
  await carol.reads(/^(No microphone was found|The microphone is blocked)/)
  await carol.press('Try again')
  await carol.reads(/^(No microphone was found|The microphone is blocked)/)
  await carol.press('Close')
  await eventually(async () => expect(await carol.panel.count()).toBe(0))
  expect(await bob.ringing.count()).toBe(0)
})

test('[CALL-1] without a camera a video call is one without a picture, and one reads why', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await alice.page.evaluate(() => {
    const { mediaDevices } = navigator
    const give = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = (wanted) =>
      wanted?.video ? Promise.reject(new DOMException('', 'NotReadableError')) : give(wanted)
  })
  await pair.connect('video')
  await alice.reads('The camera could not be started.')
  await bob.grows('audioBytes')
  await alice.grows('audioBytes', 'videoFrames')
  expect(await bob.panel.getByLabel('Picture of alice').count()).toBe(0)
})

test('[CALL-1] where everyone meets in the lobby, one calls who is here, and guests neither call nor are called', async () => {
  await using server = await startServer({
    settings: { profile: 'wall', 'passwords.composition': 'none' },
  })
  await newAccount(server.url, 'alice')
  await newAccount(server.url, 'bob')
  await using alice = await callerPage(server.url, 'alice')
  await using bob = await callerPage(server.url, 'bob')
  await using guest = await visit(server.url)
  await guest.page.getByRole('button', { name: /guest|look around/i }).click()
  await guest.field.waitFor()
  expect(await guest.page.getByRole('button', { name: 'Call somebody who is here' }).count()).toBe(0)
  await alice.press('Call somebody who is here')
  const dialog = alice.page.getByRole('dialog', { name: 'Call somebody who is here' })
  await dialog.getByText('bob').waitFor()
  expect(await dialog.getByRole('listitem').count()).toBe(1)
  await dialog.getByRole('button', { name: 'Call bob', exact: true }).click()
  await bob.press('Accept')
  await Promise.all([alice.talks(), bob.talks()])
  await Promise.all([alice.grows('audioBytes'), bob.grows('audioBytes')])
  await bob.press('Hang up')
  await alice.reads('The call is over.')
})

test('[CALL-1] where calls are switched off there is nothing to call with', async () => {
  await using pair = await aliceAndBob({ settings: { calls: false } })
  const { alice } = pair
  await alice.visitor.field.waitFor()
  expect(await alice.page.getByRole('button', { name: /call/i }).count()).toBe(0)
  await openSettings(alice.page)
  await alice.page.getByRole('heading', { name: 'Privacy' }).waitFor()
  expect(await alice.page.getByRole('heading', { name: 'Calls' }).count()).toBe(0)
})

test('[CALL-1] a device that is to be silent shows a call without a sound, and another sounds', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob, server } = pair
  await using other = await callerPage(server.url, 'bob')
  for (const { page } of [bob, other]) {
    await countTones(page)
    await page.reload()
  }
  await bob.page.evaluate(() => localStorage.setItem('natter.sound', 'off'))
  await bob.page.reload()
  await bob.visitor.field.waitFor()
  await other.visitor.find.waitFor()
  await alice.call()
  for (const one of [bob, other]) await one.ringing.waitFor()
  await other.page.waitForFunction(() => window.tonesPlayed > 0)
  expect(await bob.page.evaluate(() => window.tonesPlayed)).toBe(0)
})

test('[CALL-1] a page out of sight shows a notification of a call, which goes when somebody else has taken it', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob, server } = pair
  await using visitor = await visit(server.url, 'desktop', { serviceWorkers: 'allow', hasDevices: true })
  const { page } = visitor
  await page.context().grantPermissions(['notifications'])
  await visitor.signIn('bob')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
  })
  const untilShown = (titles: string) =>
    eventually(async () => expect((await shownIn(visitor)).map(({ title }) => title).join()).toBe(titles))
  await alice.call()
  await untilShown('alice is calling')
  await bob.press('Accept')
  await Promise.all([alice.talks(), bob.talks()])
  await untilShown('')
})
