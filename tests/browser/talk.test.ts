import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { holdClock } from '../harness/hold-clock'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

test('[UI-4] two people register, find each other, talk both ways, and find it all after a reload', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await using bob = await visit(server.url)
  await using eve = await visit(server.url)
  await bob.register('bob')
  await eve.register('eve')
  await alice.register('alice')

  await alice.talkTo('bob')
  await alice.say('Noodles on Sunday?')
  await bob.openRoom('alice')
  await bob.sees('Noodles on Sunday?')
  await bob.say('With chilli oil.')
  await alice.sees('With chilli oil.')
  await alice.isTold('Everything sent. Up to date.')

  for (const person of [alice, bob]) {
    await person.page.reload()
    await person.sees('Noodles on Sunday?')
    await person.sees('With chilli oil.')
    await eventually(async () => expect(await person.log.getByRole('article').count()).toBe(2))
  }

  expect(await eve.page.getByRole('link', { name: /alice|bob/ }).count()).toBe(0)
  const roomPath = new URL(alice.page.url()).pathname
  await eve.page.goto(new URL(roomPath, server.url).href)
  await eve.page.getByRole('heading', { name: "This room isn't open to you" }).waitFor()
  const status = await eve.page.evaluate(
    async (path) => (await fetch(`/api/v1/chat${path.replace('/room/', '/rooms/')}/messages`)).status,
    roomPath,
  )
  expect(status).toBe(403)
})

test('[MSG-5] an own message shows a clock while it waits and ticks once it has arrived', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await using bob = await visit(server.url)
  await bob.register('bob')
  await alice.register('alice')
  await alice.talkTo('bob')
  await alice.say('First')
  await alice.log.locator('[data-delivery="delivered"]').waitFor()

  await server.stop()
  await alice.say('Second')
  await alice.log.getByRole('article').filter({ hasText: 'Waiting to be sent' }).waitFor()
  await alice.isTold('Offline. 1 message waits here.')

  await server.start()
  await alice.wake()
  await alice.isTold('Everything sent. Up to date.')
  expect(await alice.log.getByText('Second', { exact: true }).count()).toBe(1)
  await bob.wake()
  await bob.openRoom('alice')
  await bob.sees('Second')
  expect(await bob.log.getByText('Second', { exact: true }).count()).toBe(1)
})

test('[MSG-7] “Try now” connects at once instead of at the end of the pause', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await alice.register('alice')
  await alice.isTold('Everything sent. Up to date.')

  await holdClock(alice.page)
  await server.stop()
  await alice.isTold('Offline. Trying to reach the server.')
  await server.start()
  await alice.page.getByRole('button', { name: 'Try now' }).click()
  await alice.isTold('Everything sent. Up to date.')
})

test('[UI-2] what was written while the server was away goes out after the page was closed and opened', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await using bob = await visit(server.url)
  await bob.register('bob')
  await alice.register('alice')
  await alice.talkTo('bob')
  const roomUrl = alice.page.url()

  await server.stop()
  await alice.say('Written in a tunnel')
  await alice.isTold('Offline. 1 message waits here.')
  await alice.page.goto('about:blank')
  await server.start()
  await alice.page.goto(roomUrl)

  await alice.isTold('Everything sent. Up to date.')
  await bob.wake()
  await bob.openRoom('alice')
  await bob.sees('Written in a tunnel')
  expect(await bob.log.getByRole('article').count()).toBe(1)
})

test('[MSG-11] text is shown as it was written, and only web addresses become links', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await using bob = await visit(server.url)
  await bob.register('bob')
  await alice.register('alice')
  await alice.talkTo('bob')

  const hostile = '<img src=x onerror="document.title=1"> javascript:alert(1) & <b>bold</b>'
  await alice.say(hostile)
  await alice.say('See https://example.org/a_(b)?q=1&r=2. Or not.')
  await bob.openRoom('alice')
  await bob.sees(hostile)
  const links = bob.log.getByRole('link')
  await links.first().waitFor()
  expect(await links.count()).toBe(1)
  expect(await links.first().getAttribute('href')).toBe('https://example.org/a_(b)?q=1&r=2')
  expect(await links.first().getAttribute('rel')).toBe('noopener noreferrer')
})
