import { expect, test } from 'bun:test'
import type { Level } from '#protocol/notifications'
import { eventually } from '../harness/eventually'
import { startProxy } from '../harness/proxy'
import { openSettings } from '../harness/settings'
import { type Visitor, visit } from '../harness/visitor'
import { hide, reachable, shownIn, untilShown } from './reachable'
import { countTones } from './tones'

test('[NOT-1] [N12] [N14] a page out of sight shows one notification a room, which goes when it is read elsewhere', async () => {
  await using desk = await reachable()
  const { visitor, bob, direct } = desk
  await visitor.openRoom('Kitchen')
  await hide(visitor)
  await bob.api.postMessage(direct.id, { content: 'First' })
  await untilShown(visitor, 1)
  await bob.api.postMessage(direct.id, { content: 'Second' })
  const tag = `room:${direct.id}`
  for (;;) {
    const shown = await shownIn(visitor)
    expect(shown).toHaveLength(1)
    if (shown[0]?.body === 'Second') break
    await Bun.sleep(50)
  }
  expect(await shownIn(visitor)).toEqual([{ title: 'bob', body: 'Second', tag }])
  await eventually(async () => expect(await visitor.page.title()).toStartWith('(3) '))
  await eventually(async () =>
    expect(await visitor.page.locator('link[rel="icon"]').getAttribute('href')).toContain('unread'),
  )

  const elsewhere = await visit(desk.server.url)
  await using phone = elsewhere
  await phone.signIn('alice')
  await phone.page.getByRole('link', { name: /^bob/ }).click()
  await untilShown(visitor, 0)
})

test('[NOT-1] [N12] what comes before the page is able to ring rings as soon as it is, and what was there before does not', async () => {
  await using desk = await reachable()
  const { server, bob, direct, group } = desk
  await using visitor = await visit(server.url, 'desktop', { serviceWorkers: 'block' })
  const { page } = visitor
  const { promise: isHeldUp, resolve: letThrough } = Promise.withResolvers<void>()
  await page.route('**/assets/start-*.js', async (route) => {
    await isHeldUp
    await route.continue()
  })
  await countTones(page)
  await page.reload()
  await visitor.signIn('alice')
  await visitor.isTold('Everything sent. Up to date.')
  await hide(visitor)
  await bob.api.postMessage(group.id, { content: 'Soup is ready' })
  await page.getByRole('link', { name: /^Kitchen.*1 unread/ }).waitFor()
  letThrough()
  await page.waitForFunction(() => window.tonesPlayed === 2)
  await bob.api.postMessage(direct.id, { content: 'And bread' })
  await page.waitForFunction(() => window.tonesPlayed >= 4)
  expect(await page.evaluate(() => window.tonesPlayed)).toBe(4)
})

test('[NOT-1] [N14] what is shown while the page looks at what is shown can be found, and taken away, as well', async () => {
  await using desk = await reachable()
  const { visitor, alice, bob, direct, group } = desk
  await visitor.openRoom('Kitchen')
  await hide(visitor)
  const looking = await visitor.page.evaluateHandle(() => {
    const over = new AbortController()
    const look = async () => (await navigator.serviceWorker.getRegistration())?.getNotifications()
    const lookOn = async () => {
      while (!over.signal.aborted) await navigator.locks.request('natter notifications', look)
    }
    for (let times = 0; times < 4; times++) void lookOn()
    return over
  })

  for (const text of ['one', 'two', 'three', 'four', 'five']) {
    for (const { id } of [direct, group]) await bob.api.postMessage(id, { content: text })
    const bodies = async () => (await shownIn(visitor)).map(({ body }) => body)
    await eventually(async () => expect(await bodies()).toEqual([text, text]))
    for (const { id } of [direct, group]) await alice.api.markRead(id, 100)
    await untilShown(visitor, 0)
  }
  await looking.evaluate((over) => over.abort())
})

test('[NOT-1] [N13] a muted room neither rings nor counts in the title, unless one is mentioned', async () => {
  await using desk = await reachable()
  const { visitor, bob, direct, group } = desk
  await visitor.page.getByRole('link', { name: /^bob/ }).click()
  await visitor.sees('Hello')
  await visitor.page.waitForFunction(() => !document.title.startsWith('('))
  await visitor.openRoom('Kitchen')
  await visitor.page.getByRole('button', { name: 'Details' }).click()
  await chooseLevel(visitor, 'Nothing', 'none')
  await visitor.page.keyboard.press('Escape')
  await visitor.page.getByRole('link', { name: /^bob/ }).click()
  await visitor.sees('Hello')
  await hide(visitor)
  await bob.api.postMessage(group.id, { content: 'nothing much' })
  await bob.api.postMessage(group.id, { content: 'for @alice' })
  await bob.api.postMessage(direct.id, { content: 'rings' })
  const shown = await untilShown(visitor, 1)
  expect(shown.map(({ body }) => body)).toEqual(['rings'])
  await eventually(async () => {
    const [muted, other] = [await unreadColor(visitor, /^Kitchen/), await unreadColor(visitor, /^bob/)]
    expect(muted).not.toBe(other)
  })
  await eventually(async () => expect(await visitor.page.title()).toStartWith('(2) '))
})

test('[NOT-1] [N12] a mention rings also when another text follows it before the page hears of either', async () => {
  await using desk = await reachable()
  const { server, bob, direct, group } = desk
  using proxy = await startProxy(server.url)
  await using visitor = await visit(proxy.url, 'desktop', { serviceWorkers: 'block' })
  const { page } = visitor
  await countTones(page)
  await page.reload()
  await visitor.signIn('alice')
  await visitor.openRoom('Kitchen')
  await page.getByRole('button', { name: 'Details' }).click()
  await chooseLevel(visitor, 'Mentions and direct messages', 'mentions')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: /^bob/ }).click()
  await visitor.sees('Hello')
  await hide(visitor)

  const away = async (...texts: string[]) => {
    proxy.weather.isDown = true
    proxy.cut()
    await visitor.isTold('Offline.')
    for (const content of texts) await bob.api.postMessage(group.id, { content })
    proxy.weather.isDown = false
    await visitor.wake()
    await page.getByRole('link', { name: new RegExp(`^Kitchen.*${texts.at(-1)}`) }).waitFor()
  }
  await away('Soup is ready', 'It gets cold')
  await bob.api.postMessage(direct.id, { content: 'Still there?' })
  await page.waitForFunction(() => window.tonesPlayed > 0)
  expect(await page.evaluate(() => window.tonesPlayed)).toBe(2)
  await away('@alice, are you coming?', 'I start now')
  await page.waitForFunction(() => window.tonesPlayed === 4)
})

test('[NOT-1] [N4] [N10] the settings say in words why nothing would ring, and take quiet hours', async () => {
  await using desk = await reachable()
  const { page } = desk.visitor
  await openSettings(page)
  const reasons = page.getByRole('list', { name: 'Why this device may stay silent' })
  await reasons.getByText('rings only while Natter is open in a tab').waitFor()
  await page.getByText('Quiet hours', { exact: true }).click()
  const { from, to } = await page.evaluate(() => {
    const atHours = (later: number) => new Date(Date.now() + later * 3_600_000).toTimeString().slice(0, 5)
    return { from: atHours(-1), to: atHours(1) }
  })
  await page.getByLabel('From', { exact: true }).fill(from)
  await page.getByLabel('From', { exact: true }).press('Tab')
  await page.getByLabel('To', { exact: true }).fill(to)
  await page.getByLabel('To', { exact: true }).blur()
  await reasons.getByText('It is quiet hours now.').waitFor()
  await page.getByLabel('Tell me about').selectOption('Nothing')
  await reasons.getByText('about nothing').waitFor()
  await page.getByText('Does not ring when closed').first().waitFor()
})

test('[NOT-1] [N10] where nothing can be pushed, no button says that it turns that on', async () => {
  await using desk = await reachable()
  const { page } = desk.visitor
  const turnOn = page.getByRole('button', { name: 'Turn on notifications here' })
  await openSettings(page)
  await turnOn.waitFor()
  await page.addInitScript(() => Reflect.deleteProperty(window, 'PushManager'))
  await page.reload()
  await openSettings(page)
  await page.getByRole('list', { name: 'Why this device may stay silent' }).getByText('only while').waitFor()
  expect(await turnOn.count()).toBe(0)
})

test('[NOT-1] [N10] a browser that takes no pushes, as in a private window, is said to, and can be asked again', async () => {
  await using desk = await reachable()
  const { page } = desk.visitor
  await openSettings(page)
  const turnOn = page.getByRole('button', { name: 'Turn on notifications here' })
  await turnOn.click()
  await page.getByRole('alert').getByText('This browser takes no pushes now').waitFor()
  await turnOn.click()
  await page.getByText('This device · Does not ring when closed').waitFor()
})

test('[NOT-1] [N10] a browser that never reaches its push service is said to take no pushes', async () => {
  await using desk = await reachable()
  const { page } = desk.visitor
  await page.evaluate(() => {
    PushManager.prototype.subscribe = () => new Promise(() => {})
  })
  await openSettings(page)
  await page.clock.install()
  await page.getByRole('button', { name: 'Turn on notifications here' }).click()
  await page.clock.fastForward('00:20')
  await page.getByRole('alert').getByText('This browser takes no pushes now').waitFor()
})

test('[NOT-1] the first sound is heard, also where a device takes seconds to begin', async () => {
  await using desk = await reachable()
  const { visitor, bob, direct } = desk
  const { page } = visitor
  await countTones(page)
  await page.addInitScript(() => {
    window.AudioContext = class extends AudioContext {
      #isRunning = false
      override get state() {
        return this.#isRunning ? super.state : 'suspended'
      }
      override async resume() {
        await super.resume()
        await new Promise((resolve) => setTimeout(resolve, 2000))
        this.#isRunning = true
      }
    }
  })
  await page.reload()
  await visitor.isTold('Everything sent. Up to date.')
  await page.locator('link[rel="icon"][href*="unread"]').waitFor({ state: 'attached' })
  await hide(visitor)
  await bob.api.postMessage(direct.id, { content: 'Soup is ready' })
  await page.waitForFunction(() => window.tonesPlayed === 2)
})

/** Resolves once the server has it: until then the field shows what was chosen before. */
async function chooseLevel({ page }: Visitor, label: string, level: Level): Promise<void> {
  const field = page.getByLabel('Notifications for this room')
  await field.selectOption(label)
  await eventually(async () => expect(await field.inputValue()).toBe(level))
}

/** The colour behind the number of what is unread in a room. */
function unreadColor({ page }: Visitor, room: RegExp): Promise<string> {
  const badge = page.getByRole('link', { name: room }).locator('bdi[dir=ltr]').last()
  return badge.evaluate((number) => getComputedStyle(number.parentElement ?? number).backgroundColor)
}
