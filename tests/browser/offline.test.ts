import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { startServer } from '../harness/server'
import { type Visitor, visit } from '../harness/visitor'

/** alice's browser with a service worker, in her direct room with bob. */
async function atHome(url: string, bobUrl = url) {
  const alice = await newAccount(bobUrl, 'alice')
  const bob = await newAccount(bobUrl, 'bob')
  const room = await bob.api.createRoom({ room_type: 'direct', member_ids: [alice.id] })
  await bob.api.postMessage(room.id, { content: 'Bring bread' })
  const visitor = await visit(url, 'desktop', { serviceWorkers: 'allow' })
  await visitor.signIn('alice')
  await visitor.openRoom('bob')
  await visitor.sees('Bring bread')
  await visitor.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  return { visitor, bob, room }
}

/** Resolves when the page keeps this text of a room, and all it needs to open. */
async function isKept({ page }: Visitor, text: string): Promise<void> {
  const look = async (wanted: string) => {
    const cache = await caches.open('natter-kept')
    const answers = await Promise.all(
      (await cache.keys()).map(async (key) => (await cache.match(key))?.text()),
    )
    return answers.length >= 5 && answers.some((kept) => kept?.includes(wanted) && kept.includes('has_older'))
  }
  while (!(await page.evaluate(look, text))) await Bun.sleep(50)
}

test('[UI-2] [O1] without network the page and the last rooms open, and what is written goes out once on return', async () => {
  await using server = await startServer()
  const { visitor, bob, room } = await atHome(server.url)
  await using alice = visitor
  const { page } = alice
  await bob.api.postMessage(room.id, { content: 'And cheese' })
  await alice.sees('And cheese')
  await isKept(alice, 'And cheese')

  await page.context().setOffline(true)
  await page.reload()
  await alice.sees('Bring bread')
  await alice.sees('And cheese')
  await alice.say('On my way')
  await alice.sees('On my way')
  await page.reload()
  await alice.sees('On my way')

  await page.context().setOffline(false)
  await alice.wake()
  await alice.isTold('Everything sent. Up to date.')
  const { messages } = await bob.api.history(room.id)
  expect(messages.map(({ content }) => content).toReversed()).toEqual([
    ...['Bring bread', 'And cheese', 'On my way'],
  ])
})

test('[UI-2] [O2] signing out takes everything along that was kept for that person', async () => {
  await using server = await startServer()
  const { visitor } = await atHome(server.url)
  await using alice = visitor
  await isKept(alice, 'Bring bread')
  await alice.page.getByRole('button', { name: 'Settings' }).click()
  await alice.page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await alice.page.getByLabel('Username or e-mail').waitFor()
  while (await alice.page.evaluate(() => caches.has('natter-kept'))) await Bun.sleep(50)
  await alice.page.context().setOffline(true)
  await alice.page.reload()
  await alice.page.getByText('Bring bread').waitFor({ state: 'detached' })
})

test('[UI-2] [O3] a newer version is offered, and taking it loses no draft', async () => {
  await using server = await startServer()
  let isNewer = false
  await using proxy = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const url = new URL(request.url)
      const asked = new Headers(request.headers)
      asked.delete('if-none-match')
      const answer = await fetch(server.url + url.pathname + url.search, {
        method: request.method,
        headers: asked,
        body: request.body,
        redirect: 'manual',
      })
      const headers = new Headers(answer.headers)
      headers.delete('content-encoding')
      headers.delete('content-length')
      const text =
        url.pathname === '/service-worker.js' ? `${await answer.text()}\n//${isNewer}` : answer.body
      return new Response(text, { status: answer.status, headers })
    },
  })
  const { visitor } = await atHome(`http://127.0.0.1:${proxy.port}`, server.url)
  await using alice = visitor
  await alice.field.fill('Half a thought')
  expect(await alice.page.getByText('Natter was updated.').count()).toBe(0)

  isNewer = true
  await alice.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    await registration?.update()
  })
  await alice.page.getByText('Natter was updated.').waitFor()
  expect(await alice.field.inputValue()).toBe('Half a thought')
  await Promise.all([
    alice.page.waitForEvent('load'),
    alice.page.getByRole('button', { name: 'Reload' }).click(),
  ])
  await alice.field.waitFor()
  expect(await alice.field.inputValue()).toBe('Half a thought')
  await alice.page.getByText('Natter was updated.').waitFor({ state: 'detached' })
})

test('[UI-2] [O4] what another program shares goes into the draft of the room that is chosen, and is not sent', async () => {
  await using server = await startServer()
  const { visitor, bob, room } = await atHome(server.url)
  await using alice = visitor
  const shared = new URLSearchParams({ title: 'Bread', text: 'Bread', url: 'https://example.org/bread' })
  await alice.page.goto(`${server.url}/share?${shared}`)
  await alice.page.getByRole('main').getByRole('button', { name: 'bob' }).click()
  await alice.field.waitFor()
  expect(await alice.field.inputValue()).toBe('Bread\nhttps://example.org/bread')
  expect((await bob.api.history(room.id)).messages).toHaveLength(1)
})

test('[UI-2] [O5] the page can be installed: its manifest names icons that are there', async () => {
  await using server = await startServer()
  const answer = await fetch(`${server.url}/manifest.webmanifest`)
  expect(answer.headers.get('content-type')).toContain('application/manifest+json')
  const { icons, shortcuts, share_target } = (await answer.json()) as {
    icons: { src: string; type: string }[]
    shortcuts: { url: string }[]
    share_target: { action: string }
  }
  for (const { src, type } of icons) {
    const icon = await fetch(server.url + src)
    expect([src, icon.status, icon.headers.get('content-type')?.split(';')[0]]).toEqual([src, 200, type])
  }
  for (const address of ['/share', ...shortcuts.map(({ url }) => url), share_target.action])
    expect([address, (await fetch(server.url + address)).status]).toEqual([address, 200])
})
