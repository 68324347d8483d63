/**
 * What must not move when the timeline changes: its end, or the first line in sight, `top` below the edge of the box.
 * `scrollTop` is how far the box was scrolled when that was so.
 */
export type Place =
  | { at: 'end'; scrollTop: number }
  | { at: 'line'; element: Element; top: number; scrollTop: number }

/** So near to the end counts as being there. */
const endPx = 40

/** The place that is in sight now. */
export function placeOf(box: Element): Place {
  const { scrollTop } = box
  if (box.scrollHeight - scrollTop - box.clientHeight <= endPx) return { at: 'end', scrollTop }
  const element = firstInSight(box)
  return element ? lineIn(box, element) : { at: 'end', scrollTop }
}

/**
 * Brings a place back to where it stood, and returns what is held from now on. What the box has moved since is a scroll
 * of the person, of which the browser tells only later: it must not be taken back.
 */
export function keepPlace(box: Element, place: Place): Place {
  const scrolledPx = box.scrollTop - place.scrollTop
  if (place.at === 'end') return scrolledPx < -endPx ? placeOf(box) : toEnd(box)
  if (!place.element.isConnected) return place
  box.scrollTop += topOf(place.element, box) - (place.top - scrolledPx)
  return lineIn(box, place.element)
}

export function toEnd(box: Element): Place {
  box.scrollTop = box.scrollHeight
  return { at: 'end', scrollTop: box.scrollTop }
}

/** How far below the edge of the box something stands. */
export function topOf(element: Element, box: Element): number {
  return element.getBoundingClientRect().top - box.getBoundingClientRect().top
}

function lineIn(box: Element, element: Element): Place {
  return { at: 'line', element, top: topOf(element, box), scrollTop: box.scrollTop }
}

/** Lines are in order from top to bottom, so half of them are ruled out by each look. */
function firstInSight(box: Element): Element | undefined {
  const places = box.querySelectorAll('[data-place]')
  let low = 0
  let high = places.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    const element = places[middle]
    if (element && element.getBoundingClientRect().bottom > box.getBoundingClientRect().top) high = middle
    else low = middle + 1
  }
  return places[low]
}
