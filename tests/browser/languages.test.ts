import { expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { inArabic } from '../harness/in-arabic'
import { tokenIn } from '../harness/mailbox'
import { mailingServer } from '../harness/mailing-server'
import { password } from '../harness/people'
import { request } from '../harness/request'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { visit } from '../harness/visitor'

/** On a small page and on a large one, which it is then. */
async function expectNoSidewaysScroll(page: Page) {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await expectToFit(page)
  }
}

async function expectToFit(page: Page) {
  const [needed, there] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return [scrollWidth, clientWidth] as const
  })
  expect(needed).toBeLessThanOrEqual(there)
}

/** How far a text of the conversation lies from the left and from the right edge of the page. */
async function edgesOf(page: Page, text: string) {
  const box = await page.getByRole('log').getByText(text, { exact: true }).boundingBox()
  const width = page.viewportSize()?.width ?? 0
  if (!box) throw new Error(`“${text}” is not to be seen.`)
  return { left: box.x, right: width - box.x - box.width }
}

test('[UI-1] a browser that speaks Arabic is answered in Arabic, from right to left, from the first page to a talk', async () => {
  await using server = await startServer()
  await using bob = await visit(server.url)
  await bob.register('bob')
  await using alice = await visit(server.url, 'desktop', { locale: 'ar' })
  const { page } = alice
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
    'ar',
    'rtl',
  ])
  await page.getByLabel(inArabic('sign_in_name')).fill('alice')
  await page.getByLabel(inArabic('sign_in_password'), { exact: true }).fill('not this one')
  await page.getByRole('button', { name: inArabic('sign_in_title') }).click()
  await page
    .getByRole('alert')
    .filter({ hasText: inArabic('problem_invalid_credentials') })
    .waitFor()
  await expectNoSidewaysScroll(page)

  await page.getByRole('button', { name: inArabic('sign_in_create'), exact: true }).click()
  await page.getByLabel(inArabic('sign_in_username')).fill('alice')
  await page.getByLabel(inArabic('sign_in_email')).fill('alice@example.org')
  await page.getByLabel(inArabic('sign_in_password'), { exact: true }).fill('kingfisher')
  await page.getByRole('button', { name: inArabic('sign_in_create_do') }).click()
  await page.getByText(inArabic('problem_detail_capital')).waitFor()
  await page.getByLabel(inArabic('sign_in_password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: inArabic('sign_in_create_do') }).click()
  await page.getByRole('combobox').fill('bob')
  await page.getByRole('option', { name: 'bob', exact: true }).click()
  await page.getByRole('heading', { name: 'bob', exact: true }).waitFor()
  const field = page.getByRole('textbox')
  await field.fill('صباح الخير يا بوب')
  expect(await field.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
  await field.press('Enter')
  await page.getByRole('log').getByText('صباح الخير يا بوب', { exact: true }).waitFor()

  await bob.openRoom('alice')
  await bob.sees('صباح الخير يا بوب')
  await bob.say('Good morning')
  await page.getByRole('log').getByText('Good morning', { exact: true }).waitFor()

  await page.getByRole('log').getByText(inArabic('ui_today'), { exact: true }).waitFor()
  const [own, other] = [await edgesOf(page, 'صباح الخير يا بوب'), await edgesOf(page, 'Good morning')]
  expect(own.left).toBeLessThan(own.right)
  expect(other.right).toBeLessThan(other.left)
  await expectNoSidewaysScroll(page)
  expect(await bob.page.evaluate(() => document.documentElement.dir)).toBe('ltr')
})

test('[UI-1] another language is chosen in the settings at once, keeps what was begun, and is there before the page is', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await using bob = await visit(server.url)
  await alice.register('alice')
  await bob.register('bob')
  await bob.talkTo('alice')
  await bob.field.fill('Not sent yet')
  const { page } = bob
  await openSettings(page)

  await page.getByLabel('Language').selectOption({ label: 'العربية' })

  const choice = page.getByLabel(inArabic('settings_language'))
  await page.getByRole('dialog', { name: inArabic('settings_title') }).waitFor()
  await isFocused(choice)
  await eventually(async () => expect(await page.locator('html').getAttribute('dir')).toBe('rtl'))
  await page.keyboard.press('Escape')
  await eventually(async () => expect(await page.getByRole('textbox').inputValue()).toBe('Not sent yet'))

  await page.route('**/assets/index-*.js', (route) => route.abort())
  await page.reload()
  expect(await page.locator('html').getAttribute('lang')).toBe('ar')
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  await page.unroute('**/assets/index-*.js')
  await page.reload()
  await page.getByRole('button', { name: inArabic('settings_title') }).click()
  await choice.selectOption({ index: 0 })
  await page.getByRole('dialog', { name: 'Settings' }).waitFor()
  await eventually(async () => expect(await page.locator('html').getAttribute('dir')).toBe('ltr'))
  expect(await alice.page.locator('html').getAttribute('lang')).toBe('en')
})

test('[UI-1] the settings stay open for a language that is chosen the moment they are there', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await alice.register('alice')
  const { page } = alice
  await page.evaluate(() => {
    const observer = new MutationObserver(() => {
      const choice = document.querySelector<HTMLSelectElement>('select:has(> option[lang=ar])')
      if (!choice) return
      observer.disconnect()
      choice.value = 'ar'
      choice.dispatchEvent(new Event('change', { bubbles: true }))
    })
    observer.observe(document.body, { childList: true, subtree: true })
  })

  await page.getByRole('button', { name: 'Settings' }).click()

  await page.getByRole('dialog', { name: inArabic('settings_title') }).waitFor()
})

test('[UI-1] a language that cannot be fetched is told of and changes nothing, and can be chosen again', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await alice.register('alice')
  const { page } = alice
  await openSettings(page)
  const choice = page.getByLabel('Language')
  await page.route('**/assets/ar-*.js', (route) => route.abort())

  await choice.selectOption({ label: 'العربية' })

  await page.getByRole('alert').filter({ hasText: 'nothing was changed' }).waitFor()
  await eventually(async () => expect(await choice.inputValue()).toBe(''))
  expect(await page.locator('html').getAttribute('dir')).toBe('ltr')
  expect(await page.evaluate(() => localStorage.getItem('natter.language'))).toBeNull()

  await page.unroute('**/assets/ar-*.js')
  await choice.selectOption({ label: 'العربية' })
  await page.getByRole('dialog', { name: inArabic('settings_title') }).waitFor()
})

test('[UI-1] a page whose language cannot be fetched opens in English, and offers that language in its settings', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await alice.register('alice')
  const { page } = alice
  await page.evaluate(() => localStorage.setItem('natter.language', 'ar'))
  await page.route('**/assets/ar-*.js', (route) => route.abort())
  await page.reload()
  await openSettings(page)
  const choice = page.getByLabel('Language')
  await eventually(async () => expect(await choice.inputValue()).toBe('en'))
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  expect(await page.locator('html').getAttribute('dir')).toBe('ltr')

  await page.unroute('**/assets/ar-*.js')
  await choice.selectOption({ label: 'العربية' })
  await page.getByRole('dialog', { name: inArabic('settings_title') }).waitFor()
})

test('[UI-1] a part of the page that cannot be fetched says so and can be tried again', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await alice.register('alice')
  const { page } = alice
  await page.route('**/assets/settings-dialog-*.js', (route) => route.abort())
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor()

  await page.unroute('**/assets/settings-dialog-*.js')
  await page.getByRole('button', { name: 'Try again' }).click()

  await page.getByRole('dialog', { name: 'Settings' }).waitFor()
})

test('[UI-1] [UI-2] the language that is chosen goes for the manifest, the names of devices and the mails as well', async () => {
  await using at = await mailingServer()
  const { server, mailbox } = at
  await using alice = await visit(server.url)
  await alice.register('alice')
  const confirmed = { token: tokenIn(await mailbox.next('alice@example.org')) }
  await request(server, 'POST', '/auth/email-confirm', { json: confirmed })
  const { page } = alice
  const manifest = () => page.locator('link[rel=manifest]').getAttribute('href')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByText('Chrome on Linux').first().waitFor()
  expect(await manifest()).toBe('/manifest.webmanifest')

  const told = page.waitForResponse(
    (answer) => answer.url().endsWith('/preferences') && answer.request().method() === 'PATCH',
  )
  await page.getByLabel('Language').selectOption({ label: 'العربية' })
  await told

  await page.getByText('\u2068Chrome\u2069 على \u2068Linux\u2069').first().waitFor()
  expect(await page.getByText('Chrome on Linux').count()).toBe(0)
  const found = await fetch(new URL((await manifest()) ?? '', server.url))
  expect(await found.json()).toMatchObject({ lang: 'ar', id: '/', short_name: 'Natter' })
  const reset = { headers: { 'Accept-Language': 'en' }, json: { email: 'alice@example.org' } }
  await request(server, 'POST', '/auth/password-reset', reset)
  expect((await mailbox.next('alice@example.org')).html).toContain('<html lang="ar" dir="rtl">')
})
