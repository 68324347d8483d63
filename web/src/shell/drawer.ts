import { flushSync } from 'react-dom'
import { type Readable, writable } from '#client/readable'

const isOpen = writable(false)

/** Whether the room list is drawn over the room on a phone. Where there are two columns it has no effect. */
export const isDrawerOpen: Readable<boolean> = isOpen

export const findBoxId = 'find'
export const drawerButtonId = 'open-rooms'

export function openDrawer() {
  isOpen.set(true)
}

export function closeDrawer() {
  isOpen.set(false)
}

/** Puts the cursor into the find box, wherever it is. */
export function focusFindBox() {
  flushSync(openDrawer)
  document.getElementById(findBoxId)?.focus()
}
