import type { Locator } from 'playwright-core'

/** Resolves once something has the focus. */
export async function isFocused(locator: Locator): Promise<void> {
  await locator.and(locator.page().locator(':focus')).waitFor({ state: 'attached' })
}

/** Resolves once something, or what is in it, has the focus: a menu that is open takes keys from then on. */
export async function takesKeys(locator: Locator): Promise<void> {
  await locator.and(locator.page().locator(':focus-within')).waitFor({ state: 'attached' })
}
