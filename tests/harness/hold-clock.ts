import type { Page } from 'playwright-core'

/** A clock is stopped at a time to come. */
const aheadMs = 60_000

/**
 * Stops the clock for what a page begins from now on, so that nothing there is given up or tried again by itself. Returns what
 * lets it go on.
 */
export async function holdClock({ clock }: Page): Promise<() => Promise<void>> {
  await clock.install()
  await clock.pauseAt(Date.now() + aheadMs)
  return () => clock.resume()
}
