/** The parts of the workspace, in the order F6 goes through them. What is not on the page is passed over. */
const regions = [
  'aside [data-region=rooms]',
  '[data-region=call]',
  'main header',
  'main [role=log], main [data-region=results]',
  'main form:has(textarea)',
]
const focusable = 'a[href], button:not(:disabled), input, textarea, [tabindex="0"]'

/**
 * Puts the focus into the next region, or with -1 the one before, from wherever it is. Where nothing takes the focus, as in
 * a room without messages, it goes on to the one after.
 */
export function goToRegion(step: 1 | -1) {
  const present = regions.flatMap((selector) => {
    const element = document.querySelector<HTMLElement>(selector)
    if (!element?.checkVisibility() || element.closest('[inert]')) return []
    const entrance = entranceOf(element)
    return entrance ? { element, entrance } : []
  })
  const at = present.findIndex(({ element }) => element.contains(document.activeElement))
  const from = at < 0 && step < 0 ? 0 : at
  present[(from + step + present.length) % present.length]?.entrance.focus()
}

/** Where the focus goes in a region: what is open or chosen in it, the field to write in, itself, or the first there is. */
function entranceOf(region: HTMLElement): HTMLElement | undefined {
  const marked = region.querySelector<HTMLElement>('[aria-current=page], [data-line][tabindex="0"], textarea')
  if (marked) return marked
  if (region.matches(focusable)) return region
  return [...region.querySelectorAll<HTMLElement>(focusable)].find((element) => element.checkVisibility())
}
