import { useSyncExternalStore } from 'react'

/** Whether a media query holds, kept up to date. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}

/** One pane with a drawer instead of two columns. The figure is that of the breakpoint in styles.css. */
export const phone = '(max-width: 760px)'

/** Somebody gets ill or distracted by what moves. */
export const lessMotion = '(prefers-reduced-motion: reduce)'

/** Fingers rather than a pointer and keys: Enter breaks the line there. */
export const touch = '(hover: none) and (pointer: coarse)'
