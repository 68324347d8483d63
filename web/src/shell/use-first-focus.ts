import { useEffect } from 'react'

/**
 * Gives the focus to what one came for, once, when nothing has it: with the form that signed somebody in, the focus is
 * gone too, and the keyboard would begin at the top of the page again, without a word from a screen reader.
 */
export function useFirstFocus() {
  useEffect(() => {
    if (document.activeElement !== document.body) return
    document.querySelector<HTMLElement>('main, aside')?.focus({ preventScroll: true })
  }, [])
}
