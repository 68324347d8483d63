import type { KeyboardEvent, MouseEvent } from 'react'
import { useHold } from '../ui/use-hold'

export interface Gestures {
  /** Asks for all that can be done, beside an element or at a point of the window. */
  onMenu: (anchor: Element | { x: number; y: number }) => void
  /** A key that means something to a message that has the focus: `r`, `e`, `+` or `Delete`. */
  onKey: (key: string, line: Element) => void
}

/** What a press of the right button, a finger that stays and keys do to a message. */
export function useMessageGestures({ onMenu, onKey }: Gestures) {
  const hold = useHold(onMenu, (target) => target.closest('a, button, pre') === null)
  return {
    ...hold,
    onContextMenu(event: MouseEvent<HTMLElement>) {
      if (isForBrowser(event.target)) return
      event.preventDefault()
      // A finger that stays is waited for by itself.
      if (event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === 'touch') return
      onMenu(event.button === 2 ? { x: event.clientX, y: event.clientY } : event.currentTarget)
    },
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
