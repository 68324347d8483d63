import { useEffect } from 'react'
import { isField, isInDialog } from './use-keys'

/** Where letters have a meaning of their own. */
const taking = '[role=grid], [role=listbox], [role=tablist]'

/**
 * Gives the field of the open room what is typed, or pasted, while nothing takes it: as after a click among the messages or on
 * the room that is open already. The key itself goes to what has the focus by then.
 */
export function useStrayKeys() {
  useEffect(() => {
    addEventListener('keydown', lead)
    return () => removeEventListener('keydown', lead)
  }, [])
}

function lead(event: KeyboardEvent) {
  const { target } = event
  if (event.defaultPrevented || event.isComposing || !isWritten(event)) return
  if (isField(target) || isInDialog(target) || (target instanceof Element && target.closest(taking))) return
  document.querySelector<HTMLTextAreaElement>('main form textarea')?.focus()
}

/** A blank is the key of buttons, and turns the page. */
function isWritten(event: KeyboardEvent): boolean {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event
  if (ctrlKey !== metaKey && !altKey && !shiftKey && key.toLowerCase() === 'v') return true
  const isSign = Array.from(key).length === 1 && key !== ' '
  return isSign && (event.getModifierState('AltGraph') || !(altKey || ctrlKey || metaKey))
}
