import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Line } from './lines'

/** What must not move when the timeline changes: its end, or the first line in sight. */
type Held = { at: 'end' } | { at: 'line'; element: Element; top: number }

/** So near to the end counts as being there. */
const endPx = 40
/** So near to the top the next older page is asked for. */
const topPx = 900
/** Where the unread mark is put when a room is opened. */
const unreadPx = 72

/**
 * Keeps the reader's place. At the end new lines come into sight; anywhere else nothing moves, whether lines are
 * added above or below or the window changes its size. Scroll anchoring by the browser is switched off, as not
 * every browser has it and none does it at the very top.
 */
export function useTimelineScroll(lines: readonly Line[], onNearTop: () => void) {
  const scroller = useRef<HTMLDivElement>(null)
  const held = useRef<Held>({ at: 'end' })
  const isPlaced = useRef(false)
  const [isAtEnd, setAtEnd] = useState(true)

  const keepPlace = useCallback(() => {
    const box = scroller.current
    if (!box) return
    const place = held.current
    if (place.at === 'end') box.scrollTop = box.scrollHeight
    else if (place.element.isConnected) box.scrollTop += topOf(place.element, box) - place.top
  }, [])

  const notePlace = useCallback(() => {
    const box = scroller.current
    if (!box) return
    held.current = placeOf(box)
    setAtEnd(held.current.at === 'end')
    if (box.scrollTop < topPx) onNearTop()
  }, [onNearTop])

  const toEnd = useCallback(() => {
    held.current = { at: 'end' }
    setAtEnd(true)
    keepPlace()
  }, [keepPlace])

  const scrollTo = useCallback(
    (seq: number) => {
      const line = scroller.current?.querySelector(`[data-seq="${seq}"]`)
      if (!line) return false
      line.scrollIntoView({ block: 'center' })
      // The browser tells of this scroll only later; until then nothing must put the old place back.
      notePlace()
      return true
    },
    [notePlace],
  )

  useLayoutEffect(() => {
    const box = scroller.current
    if (!box || lines.length === 0) return
    if (!isPlaced.current) {
      isPlaced.current = true
      showUnread(box)
      notePlace()
    }
    keepPlace()
    if (box.scrollTop < topPx) onNearTop()
  }, [lines, keepPlace, notePlace, onNearTop])

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const sizes = new ResizeObserver(keepPlace)
    sizes.observe(box)
    for (const child of box.children) sizes.observe(child)
    return () => sizes.disconnect()
  }, [keepPlace])

  return { scroller, isAtEnd, onScroll: notePlace, toEnd, scrollTo }
}

/** Scrolls to the unread mark, or to the end where there is none. */
function showUnread(box: Element) {
  const mark = box.querySelector('[data-unread]')
  box.scrollTop = mark ? box.scrollTop + topOf(mark, box) - unreadPx : box.scrollHeight
}

function placeOf(box: Element): Held {
  if (box.scrollHeight - box.scrollTop - box.clientHeight <= endPx) return { at: 'end' }
  const element = firstInSight(box)
  return element ? { at: 'line', element, top: topOf(element, box) } : { at: 'end' }
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

function topOf(element: Element, box: Element): number {
  return element.getBoundingClientRect().top - box.getBoundingClientRect().top
}
