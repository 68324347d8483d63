import { type PointerEvent, type TouchEvent, useRef } from 'react'

const holdMs = 450
/** A finger that moves further scrolls. */
const steadyPx = 10

/**
 * Calls `onHold` when a finger stays on something for a moment, in place of the press that would follow. `isMeant` says
 * whether what the finger is on has no meaning of its own.
 */
export function useHold(onHold: (held: Element) => void, isMeant: (target: Element) => boolean = () => true) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const began = useRef({ x: 0, y: 0 })
  const isHeld = useRef(false)
  const release = () => clearTimeout(timer.current)

  return {
    onPointerDown({ pointerType, target, currentTarget, clientX: x, clientY: y }: PointerEvent) {
      release()
      isHeld.current = false
      if (pointerType !== 'touch' || !(target instanceof Element) || !isMeant(target)) return
      began.current = { x, y }
      timer.current = setTimeout(() => {
        isHeld.current = true
        onHold(currentTarget)
      }, holdMs)
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const { x, y } = began.current
      if (Math.hypot(clientX - x, clientY - y) > steadyPx) release()
    },
    onPointerUp: release,
    onPointerCancel: release,
    /** Else the finger that is lifted would press what has just opened, or close it. */
    onTouchEnd(event: TouchEvent) {
      if (isHeld.current) event.preventDefault()
    },
  }
}
