import { expect, test } from 'bun:test'
import { inArabic } from '../harness/in-arabic'
import { tokenIn } from '../harness/mailbox'
import { mailingServer } from '../harness/mailing-server'
import { password } from '../harness/people'
import { request } from '../harness/request'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { visit } from '../harness/visitor'

test('[UI-1] the lobby, its guests and who has left are named in the language of who reads, and an empty field follows it', async () => {
  await using server = await startServer({
    settings: { profile: 'team', 'rooms.lobby': true, 'guests.lobby': true },
  })
  await using bob = await visit(server.url)
  await bob.page.getByRole('button', { name: 'Look around as a guest' }).click()
  await bob.say('Is anybody here?')
  await bob.isSent('Is anybody here?')
  const number = /[0-9]+/.exec(await bob.page.getByRole('region', { name: 'Guest' }).innerText())?.[0] ?? ''
  await bob.page.getByRole('heading', { name: 'Lobby', exact: true }).waitFor()

  await using alice = await visit(server.url, 'phone', { locale: 'ar' })
  const { page } = alice
  await page.getByRole('button', { name: inArabic('sign_in_as_guest') }).click()
  await page.getByRole('heading', { name: inArabic('rooms_lobby'), exact: true }).waitFor()
  await page
    .getByRole('article')
    .filter({ hasText: `ضيف ${number}` })
    .getByText('Is anybody here?')
    .waitFor()
  await page.getByRole('log').getByText(inArabic('conversation_beginning_of_lobby')).waitFor()
  expect(await page.locator('body').innerText()).not.toMatch(/Guest|Lobby/)
  const time = page.getByRole('article').filter({ hasText: 'Is anybody here?' }).locator('time')
  expect(await time.evaluate(runsFromTheRight)).toBe(true)
  const field = page.getByRole('textbox')
  const direction = () => field.evaluate((element) => getComputedStyle(element).direction)
  expect(await direction()).toBe('rtl')
  await field.fill('Hello')
  expect(await direction()).toBe('ltr')
})

test('[UI-1] a language is chosen without network too, and the server told of it when there is one', async () => {
  await using at = await mailingServer()
  const { server, mailbox } = at
  await using alice = await visit(server.url)
  await alice.register('alice')
  const confirmed = { token: tokenIn(await mailbox.next('alice@example.org')) }
  await request(server, 'POST', '/auth/email-confirm', { json: confirmed })
  const { page } = alice
  // Each language has been fetched once; then the service worker has it without network as well.
  await openSettings(page)
  await page.getByLabel('Language').selectOption({ label: 'العربية' })
  const choice = page.getByLabel(inArabic('settings_language'))
  await choice.selectOption({ label: 'English' })
  await page.getByRole('dialog', { name: 'Settings' }).waitFor()
  await page.keyboard.press('Escape')
  await alice.isTold('Up to date')
  await server.stop()
  await openSettings(page)

  await page.getByLabel('Language').selectOption({ label: 'العربية' })

  await page.getByRole('dialog', { name: inArabic('settings_title') }).waitFor()
  const told = page.waitForResponse(
    (answer) => answer.url().endsWith('/preferences') && answer.request().method() === 'PATCH' && answer.ok(),
  )
  await server.start()
  await alice.wake()
  await told
  const reset = { headers: { 'Accept-Language': 'en' }, json: { email: 'alice@example.org' } }
  await request(server, 'POST', '/auth/password-reset', reset)
  expect((await mailbox.next('alice@example.org')).html).toContain('<html lang="ar" dir="rtl">')
})

test('[UI-1] [UI-2] who makes an account on a page in another language than the browser speaks gets the mail in that of the page', async () => {
  await using at = await mailingServer()
  const { server, mailbox } = at
  await using alice = await visit(server.url)
  const { page } = alice
  await page.evaluate(() => localStorage.setItem('natter.language', 'ar'))
  await page.reload()
  await page.getByRole('button', { name: inArabic('sign_in_create'), exact: true }).click()
  await page.getByLabel(inArabic('sign_in_username')).fill('alice')
  await page.getByLabel(inArabic('sign_in_email')).fill('alice@example.org')
  await page.getByLabel(inArabic('sign_in_password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: inArabic('sign_in_create_do') }).click()
  expect((await mailbox.next('alice@example.org')).html).toContain('<html lang="ar" dir="rtl">')
})

/** Whether the last letter of a text of one line is drawn to the left of the first. */
function runsFromTheRight(element: Element): boolean {
  const text = element.firstChild
  if (!text?.textContent) throw new Error('There is no text.')
  const leftOf = (at: number) => {
    const range = document.createRange()
    range.setStart(text, at)
    range.setEnd(text, at + 1)
    return range.getBoundingClientRect().left
  }
  return leftOf(text.textContent.length - 1) < leftOf(0)
}
