import { type ComponentType, useEffect, useState } from 'react'
import type { TipProps } from './tip'

/** What has the focus, and since when. */
interface Focused {
  anchor: HTMLElement
  at: number
}

/** Tells who comes to a picture by keyboard what it does, as its title tells who points at it. */
export function Tips() {
  const [focused, setFocused] = useState<Focused | null>(null)
  const [Tip, setTip] = useState<ComponentType<TipProps> | null>(null)

  useEffect(() => {
    function look({ target, timeStamp }: FocusEvent) {
      const isTold = target instanceof HTMLElement && target.title !== '' && target.matches(':focus-visible')
      setFocused(isTold ? { anchor: target, at: timeStamp } : null)
    }
    const leave = () => setFocused(null)
    document.addEventListener('focusin', look)
    document.addEventListener('focusout', leave)
    return () => {
      document.removeEventListener('focusin', look)
      document.removeEventListener('focusout', leave)
    }
  }, [])

  const isWanted = focused !== null
  useEffect(() => {
    if (isWanted) import('./tip').then((loaded) => setTip(() => loaded.Tip), ignoreMissing)
  }, [isWanted])

  if (!focused || !Tip) return null
  const { anchor, at } = focused
  return <Tip key={at} anchor={anchor} text={anchor.title} onClose={() => setFocused(null)} />
}

/** Without network the script may be missing; a screen reader knows the names all the same. */
function ignoreMissing(error: unknown): void {
  console.warn('Pictures are not explained at the keyboard.', error)
}
