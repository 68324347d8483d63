import type { KeyboardEvent } from 'react'
import { isInBlock } from '../completion/in-code'
import type { SendKey } from './send-preference'

/**
 * Whether a key press sends. Ctrl or Cmd with Enter always does; Enter alone does where the person wants it, without
 * Shift, and not on a touch keyboard, where it breaks the line, nor in a block of code that is not ended yet. Nothing does while
 * an input method is composing.
 */
export function isSendKey(
  event: KeyboardEvent<HTMLTextAreaElement>,
  isTouch: boolean,
  sendKey: SendKey,
): boolean {
  if (event.key !== 'Enter' || isComposing(event)) return false
  if (event.ctrlKey || event.metaKey) return true
  const { value, selectionStart } = event.currentTarget
  if (isInBlock(value.slice(0, selectionStart))) return false
  return sendKey === 'enter' && !isTouch && !event.shiftKey && !event.altKey
}

/**
 * Whether a key belongs to an input method. Safari ends the composition before it tells of the key, and then only the
 * key code 229 gives it away.
 */
export function isComposing({ nativeEvent, keyCode }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || keyCode === 229
}
