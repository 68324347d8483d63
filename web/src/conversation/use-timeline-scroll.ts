import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Line } from './lines'
import { keepPlace, type Place, placeOf, toEnd, topOf } from './place'

interface Needs {
  lines: readonly Line[]
  onNearTop: () => void
  /** The end is in sight, with all there is. Called often. */
  onEnd: () => void
}

/** So near to the top the next older page is asked for. */
const topPx = 900
/** Where the unread mark is put when a room is opened. */
const unreadPx = 72

/**
 * Keeps the reader's place. At the end new lines come into sight; anywhere else nothing moves, whether lines are
 * added above or below or the window changes its size. Scroll anchoring by the browser is switched off, as not
 * every browser has it and none does it at the very top.
 */
export function useTimelineScroll({ lines, onNearTop, onEnd }: Needs) {
  const scroller = useRef<HTMLDivElement>(null)
  const held = useRef<Place>({ at: 'end', scrollTop: 0 })
  const isPlaced = useRef(false)
  const [isAtEnd, setAtEnd] = useState(true)

  /** Finds the place to be held from now on, and tells what is in sight there. */
  const hold = useCallback(
    (find: (box: Element, place: Place) => Place) => {
      const box = scroller.current
      if (!box) return
      held.current = find(box, held.current)
      setAtEnd(held.current.at === 'end')
      if (held.current.at === 'end') onEnd()
      if (box.scrollTop < topPx) onNearTop()
    },
    [onNearTop, onEnd],
  )

  const scrollTo = useCallback(
    (seq: number) => {
      const line = scroller.current?.querySelector(`[data-seq="${seq}"]`)
      if (!line) return false
      line.scrollIntoView({ block: 'center' })
      // The browser tells of this scroll only later; until then nothing must put the old place back.
      hold(placeOf)
      return true
    },
    [hold],
  )

  useLayoutEffect(() => {
    const box = scroller.current
    if (!box || lines.length === 0) return
    if (isPlaced.current) hold(keepPlace)
    else hold(showUnread)
    isPlaced.current = true
  }, [lines, hold])

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const sizes = new ResizeObserver(() => hold(keepPlace))
    sizes.observe(box)
    for (const child of box.children) sizes.observe(child)
    return () => sizes.disconnect()
  }, [hold])

  const onScroll = useCallback(() => hold(placeOf), [hold])
  const jumpToEnd = useCallback(() => hold(toEnd), [hold])
  return { scroller, isAtEnd, onScroll, toEnd: jumpToEnd, scrollTo }
}

/** Scrolls to the unread mark, or to the end where there is none. */
function showUnread(box: Element): Place {
  const mark = box.querySelector('[data-unread]')
  if (!mark) return toEnd(box)
  box.scrollTop += topOf(mark, box) - unreadPx
  return keepPlace(box, placeOf(box))
}
