import type { Page } from 'playwright-core'

/** Opens the settings, in English, and waits until all of their parts have come: what comes late moves what is pressed. */
export async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.waitFor()
  await settings.getByText('Loading…').first().waitFor({ state: 'detached' })
}
