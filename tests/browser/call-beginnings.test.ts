import { expect, test } from 'bun:test'
import { aliceAndBob, type Caller } from './call-page'

/** Types a command and takes the first that is suggested. */
async function command({ page, visitor }: Caller, typed: string, does: string): Promise<void> {
  await visitor.field.pressSequentially(typed)
  await page.getByRole('option').filter({ hasText: does }).waitFor()
  await visitor.field.press('Enter')
}

test('[CALL-1] the commands /call and /video do what the buttons do, and are there when these can be pressed', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await command(alice, '/call', 'Call the other one')
  await bob.press('Accept')
  await Promise.all([alice.talks(), bob.talks()])
  expect(await alice.visitor.field.inputValue()).toBe('')

  await alice.visitor.field.pressSequentially('/')
  const suggested = alice.page.getByRole('option')
  await suggested.filter({ hasText: 'Reply to the last message' }).waitFor()
  expect(await suggested.filter({ hasText: 'Call the other one' }).count()).toBe(0)
  await alice.visitor.field.fill('')
  await alice.press('Hang up')
  await alice.press('Close')

  await command(alice, '/video', 'Call the other one with a picture')
  await bob.press('Accept with video')
  await Promise.all([alice.grows('videoFrames'), bob.grows('videoFrames')])
})

test('[CALL-1] what makes a call is fetched when its button is pointed at, and when somebody rings', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  const scriptOf = ({ page }: Caller) =>
    page.waitForResponse((response) => response.url().includes('/call-screens'))
  const [ofAlice, ofBob] = [scriptOf(alice), scriptOf(bob)]
  const button = alice.page.getByRole('button', { name: /^Call / })
  await button.hover()
  expect((await ofAlice).ok()).toBe(true)
  expect(await alice.panel.count()).toBe(0)
  const fetched: string[] = []
  alice.page.on('request', (request) => fetched.push(request.url()))
  await button.click()
  await alice.panel.waitFor()
  expect(fetched.filter((url) => url.endsWith('.js'))).toEqual([])
  await bob.ringing.waitFor()
  expect((await ofBob).ok()).toBe(true)
})
