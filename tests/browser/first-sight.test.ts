import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

/** A page that is painted later than this fetches meanwhile what shows nothing at once. */
const patienceMs = 1_000

test('[UI-2] [D6] a first visit shows the room before its socket is there, and what is said meanwhile comes to it once', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const eve = await newAccount(server.url, 'eve')
  const room = await bob.api.createRoom({ room_type: 'direct', member_ids: [alice.id] })
  const secret = await bob.api.createRoom({ room_type: 'direct', member_ids: [eve.id] })
  await alice.api.postMessage(room.id, { content: 'Is the soup ready?' })
  await using visitor = await visit(server.url)
  await visitor.signIn('alice')
  const { page } = visitor
  const connected = Promise.withResolvers<void>()
  await page.routeWebSocket(/\/ws$/, async (socket) => {
    await connected.promise
    socket.connectToServer()
  })
  await forgetWhatWasSeen()

  await page.goto(`${server.url}/room/${room.id}`)
  await visitor.sees('Is the soup ready?')
  await bob.api.postMessage(room.id, { content: 'In a minute.' })
  await bob.api.postMessage(secret.id, { content: 'Not a word to alice.' })
  expect(await visitor.log.getByText('In a minute.').count()).toBe(0)
  connected.resolve()
  await visitor.sees('In a minute.')
  await visitor.isTold('Everything sent. Up to date.')
  expect(await visitor.log.getByRole('article').count()).toBe(2)
  expect(await page.getByText('Not a word').count()).toBe(0)

  /** As on a device that has a session and nothing else. */
  async function forgetWhatWasSeen() {
    await page.goto('about:blank')
    await page.goto(`${server.url}/api/v1/server`)
    await page.evaluate(async () => {
      localStorage.clear()
      for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name)
    })
  }
})

test('[UI-2] the script of what shows nothing at once is fetched when the room is painted', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const room = await bob.api.createRoom({ room_type: 'direct', member_ids: [alice.id] })
  await bob.api.postMessage(room.id, { content: 'Is the soup ready?' })
  await using visitor = await visit(server.url)
  await visitor.signIn('alice')
  const { page } = visitor
  const address = `${server.url}/room/${room.id}`
  await page.goto(address)
  await visitor.sees('Is the soup ready?')
  await page.waitForFunction(() => localStorage.getItem('natter last view')?.includes('soup'))

  await page.goto('about:blank')
  await page.goto(address)
  await visitor.sees('Is the soup ready?')
  await visitor.isTold('Everything sent. Up to date.')
  const asked = () =>
    performance.getEntriesByType('resource').map(({ name, startTime }) => ({ name, startTime }))
  const painted = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0])
  const { startTime } = (await painted.jsonValue()) as PerformanceEntry
  const waitedMs = Math.min(startTime, patienceMs)
  const early = (await page.evaluate(asked)).filter((one) => one.startTime < waitedMs)
  expect(early.map(({ name }) => name).filter((name) => /room-files|start|sound/.test(name))).toEqual([])
  await eventually(async () =>
    expect((await page.evaluate(asked)).some(({ name }) => /\/room-files-/.test(name))).toBe(true),
  )
})
