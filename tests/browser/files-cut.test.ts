import { expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { eventually } from '../harness/eventually'
import { painted } from '../harness/painted'
import { startProxy } from '../harness/proxy'
import { fileTalk, pick, shownIn } from './file-talk'

test('[MED-2] [D37] a large file goes out although what sends it could not be fetched at first', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  const { page } = alice
  const script = /upload-in-parts/
  let refused = 0
  await page.route(script, (route) => {
    refused++
    return route.abort()
  })
  const large = Buffer.from(await painted(1300, 1100, { noisy: true }).arrayBuffer())
  await pick(page, [{ name: 'large.png', mimeType: 'image/png', buffer: large }])
  await page.getByRole('button', { name: 'Remove large.png' }).waitFor()
  await alice.say('A large one')
  await eventually(async () => expect(refused).toBeGreaterThan(0))
  await page.unroute(script)
  await alice.wake()
  await shownIn(alice).waitFor()
  expect(await heard()).toMatchObject([{ content: 'A large one', attachments: [{ name: 'large.png' }] }])
})

test('[G11] [D37] a large file whose network is cut midway goes on where it was, and its bar never starts again', async () => {
  await using talk = await fileTalk()
  const { alice, server, room, heard } = talk
  const { page } = alice
  using proxy = await startProxy(server.url)
  await page.goto(proxy.url)
  await alice.signIn('alice')
  await page.goto(`${proxy.url}/room/${room.id}`)
  await alice.isTold('Everything sent. Up to date.')

  const large = Buffer.from(await painted(1300, 1100, { noisy: true }).arrayBuffer())
  expect(large.length).toBeGreaterThan(4 * 1024 * 1024)
  const offsets: number[] = []
  const asked: string[] = []
  let uploadId = ''
  page.on('request', (request) => {
    if (!request.url().includes('/api/v1/uploads/')) return
    uploadId = request.url().split('/').at(-1) ?? ''
    asked.push(request.method())
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
  })
  const reachedServer = async () => (await server.app.arrivals.length(uploadId, 'part')) ?? 0
  let upBytes = 0
  const half = Promise.withResolvers<void>()
  proxy.watch((bytes, direction) => {
    if (direction === 'up') upBytes += bytes.length
    if (upBytes > 2_000_000) {
      proxy.weather.isBlackHole = true
      half.resolve()
    }
    return null
  })

  await pick(page, [{ name: 'large.png', mimeType: 'image/png', buffer: large }])
  await page.getByRole('button', { name: 'Remove large.png' }).waitFor()
  await watchBar(page)
  await alice.say('A large one')
  await half.promise
  // What was sent is not yet what has come, and a cut would take along all that still waits to be read.
  await eventually(async () => expect(await reachedServer()).toBeGreaterThan(0))
  proxy.watch(null)
  Object.assign(proxy.weather, { isBlackHole: false, isDown: true })
  proxy.cut('end')
  await page
    .getByText(/Offline|Connecting/)
    .first()
    .waitFor()
  await alice.log.getByRole('progressbar', { name: /large\.png: \d+.*sent/ }).waitFor()
  proxy.weather.isDown = false
  await alice.wake()

  await shownIn(alice).waitFor()
  await alice.isTold('Everything sent. Up to date.')
  const message = (await heard()).find(({ content }) => content === 'A large one')
  expect(message?.attachments).toMatchObject([{ name: 'large.png', kind: 'picture' }])
  expect(offsets[0]).toBe(0)
  expect(offsets.at(-1)).toBeGreaterThan(0)
  expect(asked.slice(asked.indexOf('PATCH') + 1)).toContain('HEAD')
  const shown = await seenOnBar(page)
  const first = shown.findIndex((part) => part > 0)
  expect(Math.min(...shown.slice(first))).toBeGreaterThan(0)
})

/** Notes from now on what every bar of an upload says, in per cent. */
async function watchBar(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: number[] = []
    const look = () => {
      const bar = document.querySelector('[role=log] [role=progressbar]')
      if (bar) seen.push(Number(bar.getAttribute('aria-valuenow')))
    }
    const options = { subtree: true, childList: true, attributeFilter: ['aria-valuenow'] }
    new MutationObserver(look).observe(document.body, options)
    Object.assign(globalThis, { seenOnBar: seen })
  })
}

function seenOnBar(page: Page): Promise<number[]> {
  return page.evaluate(() => Reflect.get(globalThis, 'seenOnBar'))
}
