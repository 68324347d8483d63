import { expect, test } from 'bun:test'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { wordsIn } from '#scripts/screenshots/words'
import { problemsOf } from '../harness/axe'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { aliceAndBob, type Caller, callerAt } from './call-page'

const looks = [
  ['desktop', 'light', 'en'],
  ['phone', 'dark', 'en'],
  ['phone', 'light', 'ar'],
] as const

for (const [view, colorScheme, language] of looks) {
  test(`[UI-1] no screen of a call breaks a rule of WCAG 2.2 AA that a machine can find: ${view}, ${colorScheme}, ${language}`, async () => {
    await using pair = await aliceAndBob({}, view)
    const say = wordsIn(resolve(import.meta.dir, '../..'), language)
    const [alice, bob] = [callerAt(pair.alice.visitor, say), callerAt(pair.bob.visitor, say)]
    for (const { page } of [alice, bob]) await speak(page, language)
    const found: Record<string, string[]> = {}
    async function look(screen: string, { page }: Caller) {
      const problems = await problemsOf(page)
      if (problems.length > 0) found[screen] = problems
    }
    for (const { page } of [alice, bob]) await page.emulateMedia({ colorScheme })
    await alice.press('Video call with bob')
    await bob.ringing.waitFor()
    await look('rung', bob)
    await look('ringing', alice)
    await bob.press('Accept with video')
    await Promise.all([alice.talks(), bob.talks()])
    await look('talking', alice)
    await alice.press('Choose devices')
    await look('devices', alice)
    await alice.page.keyboard.press('Escape')
    await bob.press('Camera')
    await bob.press('Make the call small')
    await look('small', bob)
    await alice.press('Hang up')
    await bob.reads('The call is over.')
    await look('over', bob)
    expect(found).toEqual({})
  })
}

test('[UI-1] a call is taken, left and put away by keys, and the focus is never lost', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await bob.page.getByRole('heading', { name: 'alice' }).click()
  await alice.call()
  await bob.ringing.waitFor()
  await eventually(async () => expect(await focused(bob)).toBe('Accept'))
  await bob.page.keyboard.press('Enter')
  await Promise.all([alice.talks(), bob.talks()])
  for (const one of [alice, bob]) expect(await focused(one)).toMatch(/^Call with/)
  await bob.page.keyboard.press('Tab')
  await eventually(async () => expect(await focused(bob)).toBe('Make the call small'))
  await bob.page.keyboard.press('Enter')
  await bob.panel.getByRole('button', { name: 'Make the call large' }).waitFor()
  await eventually(async () => expect(await focused(bob)).toBe('Call with alice'))
  await bob.page.keyboard.press('Alt+Shift+H')
  await alice.reads('The call is over.')
  await alice.panel.getByRole('button', { name: 'Close' }).press('Enter')
  await alice.panel.waitFor({ state: 'detached' })
  await eventually(async () => expect(await focused(alice)).toBe('Call bob'))
})

for (const view of ['desktop', 'phone'] as const) {
  test(`[UI-1] the focus goes back to where it was when a call came or was begun, once it is put away: ${view}`, async () => {
    await using pair = await aliceAndBob({}, view)
    const { alice, bob } = pair
    await bob.visitor.field.pressSequentially('I was just')
    await alice.page.getByRole('button', { name: 'Video call with bob' }).press('Enter')
    await bob.press('Accept')
    await Promise.all([alice.talks(), bob.talks()])
    await alice.page.keyboard.press('Alt+Shift+H')
    for (const one of [alice, bob]) {
      await one.panel.getByRole('button', { name: 'Close' }).press('Enter')
      await one.panel.waitFor({ state: 'detached' })
    }
    await isFocused(alice.page.getByRole('button', { name: 'Video call with bob' }))
    await isFocused(bob.visitor.field)
    await bob.page.keyboard.type(' saying')
    expect(await bob.visitor.field.inputValue()).toBe('I was just saying')
  })
}

test('[UI-1] where a call was begun from is gone: the focus goes to the conversation once it is put away', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await alice.page.getByRole('button', { name: 'Call bob' }).press('Enter')
  await bob.press('Decline')
  await alice.panel.getByRole('button', { name: 'Call again' }).waitFor()
  await alice.page.keyboard.press('Control+Shift+F')
  await alice.page.getByRole('heading', { name: 'bob' }).waitFor({ state: 'detached' })
  await alice.panel.getByRole('button', { name: 'Close' }).press('Enter')
  await alice.panel.waitFor({ state: 'detached' })
  await isFocused(alice.page.getByRole('main'))
})

test('[UI-1] keys that are meant for a text take no call, and Escape only ends the noise', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await bob.visitor.field.pressSequentially('I was just saying')
  // A key that is on its way already presses whatever has the focus when it comes.
  await bob.page.evaluate(() => {
    addEventListener('focusin', ({ target }) => target instanceof HTMLButtonElement && target.click())
  })
  await alice.call()
  await bob.ringing.waitFor()
  await bob.page.keyboard.press('Escape')
  await bob.ringing.getByRole('button', { name: 'Stop ringing' }).waitFor({ state: 'detached' })
  await bob.ringing.waitFor()
  await alice.reads(/^Ringing/)
  await alice.press('Cancel the call')
  await bob.ringing.waitFor({ state: 'detached' })
  await eventually(async () => expect(await bob.visitor.field.inputValue()).toBe('I was just saying'))
})

test('[UI-1] on a phone a call covers the page until it is made small, and what becomes of it is read out', async () => {
  await using pair = await aliceAndBob({}, 'phone')
  const { alice, bob } = pair
  const news = alice.page.getByRole('status').filter({ hasText: /bob/ })
  await alice.call()
  await news.filter({ hasText: 'Ringing bob…' }).waitFor()
  await bob.press('Accept')
  await Promise.all([alice.talks(), bob.talks()])
  await news.filter({ hasText: 'You are talking to bob.' }).waitFor()
  await eventually(async () =>
    expect(await alice.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 }),
  )
  await alice.page.keyboard.press('Escape')
  await alice.visitor.field.fill('We are talking right now')
  await alice.page.getByRole('button', { name: 'Send' }).click()
  await bob.press('Make the call small')
  await bob.visitor.sees('We are talking right now')
  await eventually(async () => expect(await focused(bob)).toBe('Call with alice'))
})

/** Has a page speak another language from now on. */
async function speak(page: Page, language: string) {
  await page.evaluate((wanted) => localStorage.setItem('natter.language', wanted), language)
  await page.reload()
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
}

/** What has the focus, by its name. */
function focused({ page }: Caller): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
  })
}
