/** Something that was in sight, and how far its upper edge stood below that of the box. */
interface Anchor {
  element: Element
  top: number
}

/**
 * What must not move when the timeline changes: its end, or the lines in sight. `scrollTop` is how far the box was scrolled
 * when that was so.
 */
export type Place =
  | { at: 'end'; scrollTop: number }
  | { at: 'lines'; anchors: readonly Anchor[]; scrollTop: number }

/** So near to the end counts as being there. */
const endPx = 40
/** So many lines are remembered: some may be taken away, or be drawn anew as another element. */
const mostAnchors = 6

/** The place that is in sight now. Below the last line there may be more that is not drawn: that is no end to stay at. */
export function placeOf(box: Element, isEndDrawn: boolean): Place {
  if (isEndDrawn && belowPx(box) <= endPx) return { at: 'end', scrollTop: box.scrollTop }
  const elements = inSight(box)
  return elements.length > 0 ? linesAt(box, elements) : { at: 'end', scrollTop: box.scrollTop }
}

/**
 * Brings a place back to where it stood, and returns what is held from now on. What the box has moved since is a scroll
 * of the person, of which the browser tells only later: it must not be taken back.
 */
export function keepPlace(box: Element, place: Place, isEndDrawn: boolean): Place {
  const movedPx = box.scrollTop - place.scrollTop
  // A box that shrinks so far that its end comes into sight is moved by the browser, not by the person.
  const scrolledPx = movedPx < 0 && belowPx(box) <= 1 ? 0 : movedPx
  if (place.at === 'end') {
    return isEndDrawn && scrolledPx >= -endPx ? toEnd(box) : placeOf(box, isEndDrawn)
  }
  const anchors = place.anchors.filter(({ element }) => element.isConnected)
  const [first] = anchors
  if (!first) return placeOf(box, isEndDrawn)
  box.scrollTop += topOf(first.element, box) - (first.top - scrolledPx)
  return linesAt(
    box,
    anchors.map(({ element }) => element),
  )
}

export function toEnd(box: Element): Place {
  box.scrollTop = box.scrollHeight
  return { at: 'end', scrollTop: box.scrollTop }
}

/** Scrolls until a line stands in the middle of the box. */
export function toMiddle(box: Element, line: Element, isEndDrawn: boolean): Place {
  const freePx = box.clientHeight - line.getBoundingClientRect().height
  return toTop(box, line, Math.max(0, freePx / 2), isEndDrawn)
}

/** Scrolls until a line stands so far below the upper edge. It is that line which keeps its place, but at the end. */
export function toTop(box: Element, line: Element, top: number, isEndDrawn: boolean): Place {
  box.scrollTop += topOf(line, box) - top
  const place = placeOf(box, isEndDrawn)
  return place.at === 'end' ? place : linesAt(box, [line])
}

/** How far below the edge of the box something stands. */
export function topOf(element: Element, box: Element): number {
  return element.getBoundingClientRect().top - box.getBoundingClientRect().top
}

/** How much of the timeline lies below what is in sight. */
export function belowPx(box: Element): number {
  return box.scrollHeight - box.scrollTop - box.clientHeight
}

function linesAt(box: Element, elements: readonly Element[]): Place {
  const anchors = elements.map((element) => ({ element, top: topOf(element, box) }))
  return { at: 'lines', anchors, scrollTop: box.scrollTop }
}

/** The first lines in sight. */
function inSight(box: Element): Element[] {
  const places = linesIn(box)
  const edge = box.getBoundingClientRect().top
  const first = firstWhere(places, (line) => line.getBoundingClientRect().bottom > edge)
  return places.slice(first, first + mostAnchors)
}

/** All that can keep a place, from top to bottom. */
export function linesIn(box: Element): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>('[data-place]')]
}

/** The first of which something holds that holds for all below it as well, so half of them are ruled out by each look. */
export function firstWhere(lines: readonly HTMLElement[], holds: (line: HTMLElement) => boolean): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    const line = lines[middle]
    if (line && holds(line)) high = middle
    else low = middle + 1
  }
  return Math.max(0, low)
}
