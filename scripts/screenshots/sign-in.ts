import type { Page } from 'playwright-core'
import { password } from './person'
import type { Say } from './words'

/** Signs somebody of the scene in, from the first page. */
export async function signIn(page: Page, say: Say, name: string) {
  await page.getByLabel(say('Username or e-mail')).fill(name)
  await page.getByLabel(say('Password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: say('Sign in') }).click()
}
