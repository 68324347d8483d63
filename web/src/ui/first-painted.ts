/** A page that nobody sees is never painted. */
const patienceMs = 1_000

/**
 * Resolves once the first words of the page have been painted, and after a while in any case. What nobody sees at once waits
 * for it: on a small machine it would hold up what they wait to see.
 */
export const firstPainted = new Promise<void>((resolve) => {
  setTimeout(resolve, patienceMs)
  new PerformanceObserver((entries, observer) => {
    if (entries.getEntriesByName('first-contentful-paint').length === 0) return
    observer.disconnect()
    resolve()
  }).observe({ type: 'paint', buffered: true })
})
