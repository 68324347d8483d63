import type { Page } from 'playwright-core'

/**
 * What would be hard to use with a finger: a page that is wider than the screen, and what is pressed and smaller than 44 by 44
 * pixels. Links within a text are as high as its lines, as WCAG 2.2 (2.5.8) has it.
 */
export async function misfitsOf(page: Page): Promise<string[]> {
  // What is still growing into its place has not its size yet.
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    return Promise.allSettled(ending.map(({ finished }) => finished))
  })
  return page.evaluate(() => {
    const pressed =
      'button, a[href], input, select, textarea, summary, [role=option], [role=menuitem], [role=tab], [role=gridcell]'
    const modal = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body
    const small = [...modal.querySelectorAll<HTMLElement>(pressed)]
      .filter(
        (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]'),
      )
      .filter((element) => !element.matches('a') || getComputedStyle(element).display !== 'inline')
      .map((element) => {
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
        const isChoice = element.matches('[type=checkbox], [type=radio]')
        const sizes = [element, ...(isChoice ? labels : [])].flatMap(sizesOf)
        const width = Math.max(...sizes.map((size) => size.width))
        return { element, width, height: Math.max(...sizes.map((size) => size.height)) }
      })
      // A place between two pixels, as in a drawer that slides in, costs a size its last digits.
      .filter(({ width, height }) => Math.round(Math.min(width, height) * 100) < 4400)
      // A single pixel is there for screen readers alone.
      .filter(({ width, height }) => width > 1 && height > 1)
      .map(({ element, width, height }) => {
        const name = element.ariaLabel ?? element.textContent?.trim().slice(0, 40)
        return `${element.tagName} “${name}”: ${width.toFixed(1)} x ${height.toFixed(1)}`
      })

    /** Of itself, and of what lies around it so that it can be pressed there too. */
    function sizesOf(element: HTMLElement): { width: number; height: number }[] {
      const around = ['::before', '::after']
        .map((part) => getComputedStyle(element, part))
        .filter(({ position }) => position === 'absolute')
        .map(({ width, height }) => ({ width: Number.parseFloat(width), height: Number.parseFloat(height) }))
      return [element.getBoundingClientRect(), ...around]
    }

    const excess = document.documentElement.scrollWidth - innerWidth
    return [...(excess > 0 ? [`${excess} pixels too wide`] : []), ...small]
  })
}
