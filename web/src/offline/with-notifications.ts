const lock = 'natter notifications'
/** A browser that does not answer keeps nobody else waiting for longer. */
const mostMs = 5_000

/**
 * Shows notifications, or looks at those that are shown: one at a time in all pages and the service worker. Chromium, asked for
 * them while it shows another, forgets that one in half of all cases: it stays on the screen, and cannot be taken away any more.
 */
export async function withNotifications<Result>(work: () => Promise<Result>): Promise<Result> {
  const { locks } = navigator as { locks?: LockManager }
  if (!locks) return work()
  const done = Promise.withResolvers<Result>()
  await locks.request(lock, () => {
    work().then(done.resolve, done.reject)
    return Promise.race([done.promise.catch(() => {}), new Promise((resolve) => setTimeout(resolve, mostMs))])
  })
  return done.promise
}
