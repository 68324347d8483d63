import { useSyncExternalStore } from 'react'

const events = ['focus', 'blur', 'visibilitychange'] as const

/** Whether the person is here: the page is in sight and has the focus. */
export function useAttention(): boolean {
  return useSyncExternalStore(subscribe, hasAttention)
}

export function hasAttention(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}

function subscribe(listener: () => void) {
  // Both `focus` and `visibilitychange` reach the window, the latter by bubbling from the document.
  for (const event of events) addEventListener(event, listener)
  return () => {
    for (const event of events) removeEventListener(event, listener)
  }
}
