import { patienceMs } from './patience'

/** What was looked at last is looked at again after this. */
const pauseMs = 50

/**
 * Resolves with what a check resolves with, once it does not throw; throws what it threw last when that never comes. For what
 * follows something else a moment later. That something does *not* come is checked once, after an event that came after it.
 */
export async function eventually<Found>(check: () => Promise<Found>): Promise<Found> {
  const until = Date.now() + patienceMs
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > until) throw error
    }
    await Bun.sleep(pauseMs)
  }
}
