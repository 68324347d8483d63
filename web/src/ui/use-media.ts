import { useSyncExternalStore } from 'react'

const stores = new Map<string, ReturnType<typeof storeOf>>()

/** Whether a media query holds, kept up to date. The browser is asked once for each query, however many want to know. */
export function useMedia(query: string): boolean {
  const store = stores.get(query) ?? storeOf(query)
  stores.set(query, store)
  return useSyncExternalStore(store.subscribe, store.holds)
}

function storeOf(query: string) {
  const media = matchMedia(query)
  return {
    subscribe(listener: () => void) {
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    holds: () => media.matches,
  }
}

/** One pane with a drawer instead of two columns. The figure is that of the breakpoint in styles.css. */
export const phone = '(max-width: 47.5rem)'

/** Somebody gets ill or distracted by what moves. */
export const lessMotion = '(prefers-reduced-motion: reduce)'

/** Fingers rather than a pointer and keys: Enter breaks the line there. */
export const touch = '(hover: none) and (pointer: coarse)'
