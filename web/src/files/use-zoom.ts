import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import { bounded, type Sight, whole, zoomedAt } from './zoom'

/** One turn of the wheel. */
const wheelFactor = 0.0015
const stepFactor = 1.5
/** A finger that moved less was held still. */
const swipePx = 50

export type Side = 'left' | 'right'

/**
 * Zooming into a picture by wheel, two fingers, buttons and keys, and moving about in it. `key` names the picture. One that is
 * seen whole is swiped away.
 */
export function useZoom(key: string, onSwipe: (toward: Side) => void) {
  const box = useRef<HTMLDivElement>(null)
  const [kept, setKept] = useState<{ key: string; sight: Sight }>({ key, sight: whole })
  const sight = kept.key === key ? kept.sight : whole
  const fingers = useRef(new Map<number, Point>())
  /** Where the only finger came down; null where nothing is swiped. */
  const begun = useRef<Point | null>(null)

  const look = useCallback(
    (next: (before: Sight) => Sight) =>
      setKept((now) => {
        const { clientWidth: width, clientHeight: height } = box.current ?? {
          clientWidth: 0,
          clientHeight: 0,
        }
        const before = now.key === key ? now.sight : whole
        return { key, sight: bounded(next(before), { width, height }) }
      }),
    [key],
  )

  // React listens to the wheel in a way that cannot keep the page from scrolling.
  useEffect(() => {
    const element = box.current
    if (!element) return
    function onWheel(event: WheelEvent) {
      event.preventDefault()
      const factor = Math.exp(-event.deltaY * wheelFactor)
      look((before) => zoomedAt(before, factor, middleOf(element, event)))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [look])

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    const at = { x: event.clientX, y: event.clientY }
    begun.current = fingers.current.size === 0 && event.pointerType !== 'mouse' ? at : null
    fingers.current.set(event.pointerId, at)
    event.currentTarget.setPointerCapture(event.pointerId)
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    const before = fingers.current.get(event.pointerId)
    if (!before) return
    const now = { x: event.clientX, y: event.clientY }
    fingers.current.set(event.pointerId, now)
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1]
    if (!other)
      return look((seen) => ({ ...seen, x: seen.x + now.x - before.x, y: seen.y + now.y - before.y }))
    const factor = distance(now, other) / Math.max(1, distance(before, other))
    const between = { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 }
    look((seen) => zoomedAt(seen, factor, middleOf(box.current, between)))
  }

  function onPointerEnd(event: PointerEvent<HTMLElement>) {
    fingers.current.delete(event.pointerId)
    const from = begun.current
    begun.current = null
    if (from === null || event.type !== 'pointerup' || sight.scale > 1) return
    const across = event.clientX - from.x
    if (Math.abs(across) < Math.max(swipePx, 2 * Math.abs(event.clientY - from.y))) return
    onSwipe(across < 0 ? 'left' : 'right')
  }

  const centre = { x: 0, y: 0 }
  return {
    sight,
    zoomIn: () => look((before) => zoomedAt(before, stepFactor, centre)),
    zoomOut: () => look((before) => zoomedAt(before, 1 / stepFactor, centre)),
    reset: () => look(() => whole),
    boxProps: {
      ref: box,
      onPointerDown,
      onPointerMove,
      onPointerUp: onPointerEnd,
      onPointerCancel: onPointerEnd,
      onDoubleClick: (event: { clientX: number; clientY: number }) =>
        look((before) => (before.scale > 1 ? whole : zoomedAt(before, 2, middleOf(box.current, event)))),
    },
  }
}

export type Zoom = ReturnType<typeof useZoom>

/** Where something happened, from the middle of an element. */
function middleOf(element: Element | null, { clientX, clientY }: { clientX: number; clientY: number }) {
  const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect()
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 }
}

interface Point {
  x: number
  y: number
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
