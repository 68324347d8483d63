import { expect, test } from 'bun:test'
import type { Account } from '../harness/account'
import { catalogues, textsOf } from '../harness/catalogues'
import { eventually } from '../harness/eventually'
import { password } from '../harness/people'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import type { Visitor } from '../harness/visitor'
import { atHome } from './at-home'
import { keeps, keepsNothing } from './kept-on-device'

test('[UI-2] [O1] without network the page and the last rooms open, and what is written goes out once on return', async () => {
  await using server = await startServer()
  const { visitor, elsewhere, bob, room } = await atHome(server.url)
  await using alice = visitor
  const { page } = alice
  await bob.api.createRoom({
    room_type: 'group',
    name: 'Kitchen',
    description: '',
    member_ids: [elsewhere.id],
  })
  await alice.openRoom('Kitchen')
  await alice.say('Clean by Sunday')
  await keeps(page, 'Clean by Sunday')
  await alice.openRoom('bob')
  await bob.api.postMessage(room.id, { content: 'And cheese' })
  await alice.sees('And cheese')
  await keeps(page, 'And cheese')

  await page.context().setOffline(true)
  await page.reload()
  await alice.sees('Bring bread')
  await alice.sees('And cheese')
  await alice.say('On my way')
  await alice.sees('On my way')
  await alice.openRoom('Kitchen')
  await alice.sees('Clean by Sunday')
  await page.reload()
  await alice.sees('Clean by Sunday')
  await alice.openRoom('bob')
  await alice.sees('On my way')

  await page.context().setOffline(false)
  await alice.wake()
  await alice.isTold('Everything sent. Up to date.')
  const { messages } = await bob.api.history(room.id)
  expect(messages.map(({ content }) => content).toReversed()).toEqual([
    ...['Bring bread', 'And cheese', 'On my way'],
  ])
})

test('[UI-2] [O1] whoever reads Arabic reads it without network too, from the first start on', async () => {
  await using server = await startServer()
  const { visitor } = await atHome(server.url)
  await using alice = visitor
  const { page } = alice
  await keeps(page, 'Bring bread')
  await page.evaluate(() => localStorage.setItem('natter.language', 'ar'))
  const sentence = catalogues()
    .find(({ language }) => language === 'ar')
    ?.sentences.get('settings_title')
  const [settings = ''] = sentence ? textsOf(sentence) : []

  await page.context().setOffline(true)
  await page.reload()

  await alice.sees('Bring bread')
  await page.getByRole('button', { name: settings }).waitFor()
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
})

/** The ways in which somebody stops being signed in. */
const partings: Record<string, (visitor: Visitor, elsewhere: Account) => Promise<unknown>> = {
  async 'signing out'({ page }) {
    await openSettings(page)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  },
  'a session ended elsewhere': (_, { api }) => api.endOtherSessions(),
  'an account deleted elsewhere': (_, { api }) => api.deleteAccount({ password }),
}

for (const [parting, part] of Object.entries(partings)) {
  test(`[UI-2] [O2] ${parting} takes everything along that was kept for that person`, async () => {
    await using server = await startServer()
    const { visitor, elsewhere } = await atHome(server.url)
    await using alice = visitor
    await keeps(alice.page, 'Bring bread')
    await part(alice, elsewhere)
    await alice.page.getByLabel('Username or e-mail').waitFor()
    await keepsNothing(alice.page)
    await alice.page.reload()
    await alice.page.getByLabel('Username or e-mail').waitFor()
    expect(await alice.page.getByText('Bring bread').count()).toBe(0)
  })
}

test('[UI-2] [O4] what another program shares goes into the draft of the room that is chosen, and is not sent', async () => {
  await using server = await startServer()
  const { visitor, bob, room } = await atHome(server.url)
  await using alice = visitor
  const shared = new URLSearchParams({ title: 'Bread', text: 'Bread', url: 'https://example.org/bread' })
  await alice.page.goto(`${server.url}/share?${shared}`)
  await alice.page.getByRole('main').getByRole('button', { name: 'bob' }).click()
  await alice.field.waitFor()
  await eventually(async () =>
    expect(await alice.field.inputValue()).toBe('Bread\nhttps://example.org/bread'),
  )
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
