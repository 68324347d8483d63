import type { KeyboardEvent } from 'react'

/**
 * Whether a key press sends: Enter does, Shift+Enter does not, and on a touch keyboard Enter breaks the line.
 * Ctrl or Cmd with Enter always sends. Nothing does while an input method is composing; Safari ends the composition
 * before it tells of the key, and then only the key code 229 gives it away.
 */
export function isSendKey(event: KeyboardEvent, isTouch: boolean): boolean {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return false
  if (event.ctrlKey || event.metaKey) return true
  return !isTouch && !event.shiftKey && !event.altKey
}
