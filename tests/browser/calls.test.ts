import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { startProxy } from '../harness/proxy'
import { aliceAndBob, callerAt, callerPage } from './call-page'

test('[CALL-1] two people see and hear each other, and nobody else learns of it', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob, server } = pair
  await newAccount(server.url, 'eve')
  await using eve = await callerPage(server.url, 'eve')
  await pair.connect('video')
  await Promise.all([alice.grows('audioBytes', 'videoFrames'), bob.grows('audioBytes', 'videoFrames')])
  expect(await eve.page.getByText(/alice|bob/).count()).toBe(0)
  await alice.press('Hang up')
  for (const one of [alice, bob]) await one.reads('The call is over.')
  await bob.press('Close')
  await eventually(async () => expect(await bob.panel.count()).toBe(0))
  expect(await eve.page.getByText(/alice|bob/).count()).toBe(0)
})

test('[CALL-1] every button of a call does what it says, on both sides', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await pair.connect()
  await alice.press('Mute')
  await bob.reads('alice is muted.')
  await eventually(async () => expect(await alice.pressed('Mute')).toBe(true))
  await alice.press('Mute')
  await bob.panel.getByText('alice is muted.').waitFor({ state: 'detached' })

  await alice.press('Camera')
  await bob.panel.getByLabel('Picture of alice').waitFor()
  await bob.grows('videoFrames', 'audioBytes')
  await alice.press('Share screen')
  await bob.page.getByText('alice shows a screen.').waitFor({ state: 'attached' })
  await bob.grows('videoFrames')
  // The bar of the browser itself ends it.
  await alice.endSharing()
  await bob.page.getByText('alice can be seen.').waitFor({ state: 'attached' })
  await eventually(async () => expect(await alice.pressed('Share screen')).toBe(false))
  await bob.grows('videoFrames')
  await alice.press('Camera')
  await bob.panel.getByLabel('Picture of alice').waitFor({ state: 'detached' })
  await bob.grows('audioBytes')
})

test('[CALL-1] [R16] whoever leaves the page in a call is asked first, and only then it ends', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await pair.connect()
  const asked = alice.page.waitForEvent('dialog')
  const leaving = alice.page.evaluate(() => location.reload())
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  await leaving
  await bob.grows('audioBytes')
  alice.page.once('dialog', (again) => again.accept())
  await alice.page.reload()
  await bob.reads('The call is over.')
  let isAsked = false
  bob.page.on('dialog', (dialog) => {
    isAsked = true
    void dialog.accept()
  })
  await bob.page.reload()
  await bob.visitor.field.waitFor()
  expect(isAsked).toBe(false)
})

test('[CALL-1] other devices are taken at once, and again in the next call', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await pair.connect('video')
  await alice.press('Choose devices')
  const dialog = alice.page.getByRole('dialog', { name: 'Choose devices' })
  for (const kind of ['Camera', 'Microphone']) {
    const field = dialog.getByLabel(kind)
    const chosen = await field.locator('option').last().getAttribute('value')
    await field.selectOption(chosen)
    await eventually(async () => expect(await field.inputValue()).toBe(chosen ?? ''))
  }
  await bob.grows('audioBytes')
  await alice.page.waitForFunction(() => localStorage.getItem('natter.microphone') !== null)
})

test('[CALL-1] a call can be made small, and its keys work while one writes in another room', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob, server } = pair
  await newAccount(server.url, 'carol')
  await pair.connect()
  await alice.press('Make the call small')
  await alice.visitor.talkTo('carol')
  await alice.visitor.say('I am on the phone')
  await alice.visitor.sees('I am on the phone')
  await alice.visitor.field.press('Alt+Shift+M')
  await bob.reads('alice is muted.')
  await alice.visitor.field.press('Alt+Shift+V')
  await bob.panel.getByLabel('Picture of alice').waitFor()
  await alice.visitor.field.press('Alt+Shift+H')
  await bob.reads('The call is over.')
})

test('[CALL-1] it rings on all devices and in all tabs, and taking it on one silences the others', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob, server } = pair
  await using phone = await callerPage(server.url, 'bob', 'phone')
  const tab = callerAt(await bob.visitor.newTab(bob.page.url()))
  await tab.visitor.field.waitFor()
  await alice.call()
  for (const one of [bob, tab, phone]) await one.ringing.waitFor()
  await tab.press('Accept')
  await Promise.all([alice.talks(), tab.talks()])
  for (const one of [bob, phone]) {
    await one.ringing.waitFor({ state: 'detached' })
    await eventually(async () => expect(await one.panel.count()).toBe(0))
  }
})

test('[CALL-1] who is called declines, or is busy, and the caller reads which', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob, server } = pair
  await newAccount(server.url, 'carol')
  await using carol = await callerPage(server.url, 'carol')
  await carol.visitor.talkTo('bob')
  await alice.call()
  await bob.press('Decline')
  await alice.reads('bob declined the call.')
  await alice.press('Call again')
  await bob.press('Accept')
  await Promise.all([alice.talks(), bob.talks()])
  await carol.call()
  await carol.reads('bob is in another call.')
  expect(await bob.ringing.count()).toBe(0)
  await alice.grows('audioBytes')
})

test('[CALL-1] who is called does not answer, and the caller reads so', async () => {
  await using pair = await aliceAndBob({ settings: { 'calls.ring_seconds': 5 } })
  const { alice, bob } = pair
  await bob.visitor.isTold('Everything sent. Up to date.')
  await Promise.all([bob.ringing.waitFor(), alice.call()])
  await bob.ringing.waitFor({ state: 'detached' })
  await alice.reads('bob did not answer.')
  await alice.visitor.log.getByText('Your call was not answered').waitFor()
  await alice.press('Close')
})

test('[CALL-1] a caller calls off, and nothing rings any more', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await alice.call('video')
  await bob.ringing.getByText('alice is calling with video').waitFor()
  await alice.press('Cancel the call')
  await bob.ringing.waitFor({ state: 'detached' })
  await alice.reads('You cancelled the call.')
  await bob.visitor.log.getByText('Missed video call from alice').waitFor()
})

test('[CALL-1] a missed call can be called back from the messages, as it was made', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await alice.call('video')
  await bob.ringing.waitFor()
  await alice.press('Cancel the call')
  await bob.ringing.waitFor({ state: 'detached' })
  await alice.press('Close')
  await bob.visitor.log.getByRole('button', { name: 'Call back' }).waitFor()
  expect(await alice.visitor.log.getByRole('button', { name: /^Call/ }).count()).toBe(0)
  await bob.visitor.log.getByRole('button', { name: 'Call back' }).click()
  await alice.ringing.getByText('bob is calling with video').waitFor()
  await alice.press('Accept')
  await Promise.all([alice.talks(), bob.talks()])
  await eventually(async () =>
    expect(await bob.visitor.log.getByRole('button', { name: 'Call back' }).isDisabled()).toBe(true),
  )
})

test('[CALL-1] a call goes on while the socket is lost, and what is said then arrives afterwards', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob, server, room } = pair
  using proxy = await startProxy(server.url)
  await alice.page.goto(proxy.url)
  await alice.visitor.signIn('alice')
  await alice.page.goto(`${proxy.url}/room/${room.id}`)
  await pair.connect()
  const before = await alice.credentials()
  proxy.weather.isDown = true
  proxy.cut()
  await alice.page
    .getByText(/Offline|Connecting/)
    .first()
    .waitFor()
  await alice.grows('audioBytes')
  await bob.grows('audioBytes')
  await alice.visitor.wake()
  proxy.weather.isDown = false
  await alice.visitor.wake()
  await alice.visitor.isTold('Everything sent. Up to date.')
  await alice.renews(before)
  await Promise.all([alice.grows('audioBytes'), bob.grows('audioBytes')])
  await alice.press('Hang up')
  await bob.reads('The call is over.')
})

test('[CALL-1] on another network a new way is looked for, by either side and by both at once, and they go on', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await pair.connect('video')
  for (const moved of [[alice], [bob], [alice, bob]]) {
    const before = await Promise.all([alice.credentials(), bob.credentials()])
    await Promise.all(moved.map(({ visitor }) => visitor.wake()))
    await Promise.all([alice.renews(before[0]), bob.renews(before[1])])
    await Promise.all([alice.grows('audioBytes', 'videoFrames'), bob.grows('audioBytes', 'videoFrames')])
  }
})

test('[CALL-1] leaving the page hangs up', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await pair.connect()
  await alice.page.goto('about:blank')
  await bob.reads('The call is over.')
  await bob.visitor.log.getByText(/^Call ·/).waitFor()
})
