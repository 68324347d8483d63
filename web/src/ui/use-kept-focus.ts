import { type RefObject, useEffect } from 'react'

const takesFocus = 'a[href], button, input, select, textarea, [tabindex="0"]'

/**
 * While it is rendered: when what had the focus inside of `place` goes, such as a button that has done its work, what comes
 * first nearby has it. Else the keyboard would begin at the top of the page again, without a word from a screen reader.
 */
export function useKeptFocus(place: RefObject<HTMLElement | null>, isThere = true): void {
  useEffect(() => (isThere && place.current ? keepFocus(place.current) : undefined), [place, isThere])
}

function keepFocus(place: HTMLElement): () => void {
  /** What has the focus, and all that it is in. */
  let held: readonly Element[] = []

  function take({ target }: FocusEvent) {
    held = target instanceof Element ? withParents(target, place) : []
  }
  /** Who presses beside everything wants nothing to have the focus: that is known once what goes has gone. */
  function release() {
    queueMicrotask(() => {
      if (held[0]?.isConnected && !held[0].contains(document.activeElement)) held = []
    })
  }
  const observer = new MutationObserver(() => {
    if (held.length === 0 || held[0]?.isConnected || document.activeElement !== document.body) return
    let empty: Element | null = null
    for (const one of held.filter(({ isConnected }) => isConnected)) {
      const near = [...one.querySelectorAll<HTMLElement>(takesFocus)].filter((each) => each.checkVisibility())
      const next = near.find((each) => !empty || follows(empty, each)) ?? near.at(-1)
      if (next) return next.focus()
      empty = one
    }
  })

  place.addEventListener('focusin', take)
  place.addEventListener('focusout', release)
  observer.observe(place, { childList: true, subtree: true })
  return () => {
    place.removeEventListener('focusin', take)
    place.removeEventListener('focusout', release)
    observer.disconnect()
  }
}

function follows(first: Element, second: Element): boolean {
  return (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}

function withParents(element: Element, last: Element): readonly Element[] {
  const parent = element.parentElement
  return element === last || !parent ? [element] : [element, ...withParents(parent, last)]
}
