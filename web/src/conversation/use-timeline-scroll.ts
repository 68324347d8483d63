import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { DayLines } from './lines'
import {
  belowPx,
  firstWhere,
  keepPlace,
  linesIn,
  type Place,
  placeOf,
  toEnd,
  toMiddle,
  topOf,
  toTop,
} from './place'
import type { Target } from './start'

/** What is in sight after each movement. */
export interface Sight {
  isAtEnd: boolean
  /** The first message in sight, and how far below the upper edge it stands; null where there is none. */
  first: { seq: number; top: number } | null
  /** Where the mark of what is new stands; null while it is not drawn. */
  mark: 'above' | 'in_sight' | 'below' | null
}

interface Needs {
  days: readonly DayLines[]
  /** The newest line there is is drawn. */
  isEndDrawn: boolean
  start: Target
  onNearTop: () => void
  onNearEnd: () => void
  /** Called often. */
  onSight: (sight: Sight) => void
}

/** So near to an edge the next page is asked for. */
const nearPx = 900
/** Where the unread mark is put. */
const unreadPx = 72

/**
 * Keeps the reader's place. At the end new lines come into sight; anywhere else nothing moves, whether lines are
 * added or taken away above or below, change their height, or the window does. Scroll anchoring by the browser is
 * switched off, as not every browser has it and none does it at the very top.
 */
export function useTimelineScroll({ days, isEndDrawn, start, onNearTop, onNearEnd, onSight }: Needs) {
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
      const isEnd = held.current.at === 'end'
      setAtEnd(isEnd)
      onSight({ isAtEnd: isEnd, first: firstMessage(box), mark: markIn(box) })
      if (box.scrollTop < nearPx) onNearTop()
      if (belowPx(box) < nearPx) onNearEnd()
    },
    [onNearTop, onNearEnd, onSight],
  )

  /** Goes to a place. Returns false, and moves nothing, while it is not drawn. */
  const show = useCallback(
    (target: Target) => {
      const box = scroller.current
      const isDrawn = target.at === 'end' ? isEndDrawn : box !== null && lineOf(box, target) !== null
      if (!box || !isDrawn) return false
      hold(() => shown(box, target, isEndDrawn))
      return true
    },
    [hold, isEndDrawn],
  )

  useLayoutEffect(() => {
    if (!scroller.current || days.length === 0) return
    if (isPlaced.current) hold((box, place) => keepPlace(box, place, isEndDrawn))
    else if (!show(start)) hold(isEndDrawn ? toEnd : (box) => placeOf(box, false))
    isPlaced.current = true
  }, [days, isEndDrawn, start, hold, show])

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const sizes = new ResizeObserver(() => hold((_, place) => keepPlace(box, place, isEndDrawn)))
    sizes.observe(box)
    for (const child of box.children) sizes.observe(child)
    return () => sizes.disconnect()
  }, [hold, isEndDrawn])

  /** A scroll that the program made itself, and has dealt with, moves nothing that was held. */
  const onScroll = useCallback(() => {
    if (scroller.current?.scrollTop === held.current.scrollTop) return
    hold((box) => placeOf(box, isEndDrawn))
  }, [hold, isEndDrawn])

  return { scroller, isAtEnd, onScroll, show }
}

function shown(box: Element, target: Target, isEndDrawn: boolean): Place {
  const line = target.at === 'end' ? null : lineOf(box, target)
  if (!line) return toEnd(box)
  if (target.at === 'message') return toMiddle(box, line, isEndDrawn)
  return toTop(box, line, target.at === 'kept' ? target.top : unreadPx, isEndDrawn)
}

function lineOf(box: Element, target: Exclude<Target, { at: 'end' }>): Element | null {
  return box.querySelector(target.at === 'unread' ? '[data-unread]' : `[data-seq="${target.seq}"]`)
}

/** The first message that is whole in sight: what is cut off above is not what is being read. */
function firstMessage(box: Element): Sight['first'] {
  const lines = linesIn(box)
  const from = firstWhere(lines, (line) => topOf(line, box) >= 0)
  const line = lines.slice(from).find((one) => one.dataset.seq !== undefined)
  return line ? { seq: Number(line.dataset.seq), top: topOf(line, box) } : null
}

function markIn(box: Element): Sight['mark'] {
  const mark = box.querySelector('[data-unread]')
  if (!mark) return null
  const top = topOf(mark, box)
  if (top < 0) return 'above'
  return top < box.clientHeight ? 'in_sight' : 'below'
}
