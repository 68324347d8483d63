/** So little less is no keyboard: browsers round what they measure. */
const roundedPx = 1

/**
 * Keeps the page above a keyboard on the screen. Most browsers make the page smaller by themselves, as index.html asks them
 * to; Safari lays the keyboard over it and pushes the page up instead, header and all.
 */
export function keepAboveKeyboard(page: HTMLElement): void {
  const seen = visualViewport
  if (!seen) return
  const fit = () => {
    // Who has zoomed in sees less of the page too, and wants to.
    const isCovered = seen.scale === 1 && innerHeight - seen.height > roundedPx
    page.style.setProperty('--page-height', isCovered ? `${seen.height}px` : null)
    if (isCovered) scrollTo(0, 0)
  }

  seen.addEventListener('resize', fit)
  seen.addEventListener('scroll', fit)
  fit()
}
