import { type RefObject, useEffectEvent, useLayoutEffect } from 'react'
import { openModal } from './open-modal'
import { useBackCloses } from './use-back-closes'
import { useKeptFocus } from './use-kept-focus'

/**
 * Keeps a native dialog open, and modal, for as long as it is rendered: the browser keeps the focus inside, closes it on
 * Escape or by going back, and gives the focus back. Focus starts at the element marked `data-first`, if there is one, and
 * stays near what had it when that goes.
 */
export function useModal(dialog: RefObject<HTMLDialogElement | null>, onClose: () => void) {
  const tellClosed = useEffectEvent(onClose)
  useBackCloses(true, () => dialog.current?.close())
  useKeptFocus(dialog)
  useLayoutEffect(() => {
    const element = dialog.current
    if (!element) return
    // React may close and open it again at once, in development; the event of that comes when it is open again.
    const closed = () => element.open || tellClosed()
    const close = openModal(element)
    element.querySelector<HTMLElement>('[data-first]')?.focus()
    element.addEventListener('close', closed)
    return () => {
      element.removeEventListener('close', closed)
      close()
    }
  }, [dialog])
}
