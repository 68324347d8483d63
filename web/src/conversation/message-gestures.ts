import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from 'react'

export interface Gestures {
  /** Asks for all that can be done, beside an element or at a point of the window. */
  onMenu: (anchor: Element | { x: number; y: number }) => void
  /** A key that means something to a message that has the focus: `r`, `e`, `+` or `Delete`. */
  onKey: (key: string, line: Element) => void
}

const holdMs = 450
/** A finger that moves further scrolls. */
const steadyPx = 10

/** What a press of the right button, a finger that stays and keys do to a message. */
export function useMessageGestures({ onMenu, onKey }: Gestures) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const began = useRef({ x: 0, y: 0 })
  const release = () => clearTimeout(timer.current)

  return {
    onContextMenu(event: MouseEvent<HTMLElement>) {
      if (isForBrowser(event.target)) return
      event.preventDefault()
      release()
      const isByPointer = event.button === 2 || event.detail > 0
      onMenu(isByPointer ? { x: event.clientX, y: event.clientY } : event.currentTarget)
    },
    onPointerDown({ pointerType, target, currentTarget, clientX: x, clientY: y }: PointerEvent<HTMLElement>) {
      release()
      if (pointerType !== 'touch' || isControl(target)) return
      began.current = { x, y }
      timer.current = setTimeout(() => onMenu(currentTarget), holdMs)
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const { x, y } = began.current
      if (Math.hypot(clientX - x, clientY - y) > steadyPx) release()
    },
    onPointerUp: release,
    onPointerCancel: release,
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const { target, currentTarget, altKey, ctrlKey, metaKey } = event
      if (target !== currentTarget || altKey || ctrlKey || metaKey) return
      const key = keyOf(event)
      if (!['r', 'e', '+', 'Delete'].includes(key)) return
      event.preventDefault()
      onKey(key, currentTarget)
    },
  }
}

/** A letter of another script stands for the one that is printed in its place on a Latin keyboard. */
function keyOf({ key, code }: KeyboardEvent): string {
  if (/^[ -~]/.test(key)) return key.length === 1 ? key.toLowerCase() : key
  return code.replace(/^Key/, '').toLowerCase()
}

/** The browser's own menu is of more use for links, for code and for words that are selected. */
function isForBrowser(target: EventTarget): boolean {
  const isSelected = getSelection()?.isCollapsed === false
  return isSelected || (target instanceof Element && target.closest('a, pre') !== null)
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, pre') !== null
}
