import { expect, test } from 'bun:test'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

test('[UI-4] a part of the page that does not come says so, comes when asked for again, or after a reload', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  const { page } = alice
  await alice.register('alice')
  const settings = page.getByRole('button', { name: 'Settings' })
  const notLoaded = page.getByRole('dialog', { name: 'Not loaded' })
  await page.route(/settings/, (route) => route.fulfill({ status: 404 }))
  await settings.click()
  await notLoaded.getByText('If Natter was updated meanwhile, reload the page.').waitFor()
  await Promise.all([page.waitForEvent('load'), notLoaded.getByRole('button', { name: 'Reload' }).click()])

  await settings.click()
  await notLoaded.waitFor()
  await page.unrouteAll()
  await notLoaded.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('dialog', { name: 'Settings' }).waitFor()
  expect(await notLoaded.count()).toBe(0)
})
