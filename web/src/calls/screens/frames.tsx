import { type ReactNode, type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { openModal } from '../../ui/open-modal'

interface Props {
  label: string
  /** What had the focus before the call came or was begun: it gets it back. */
  origin: RefObject<Element | null>
  onSmaller: () => void
  children: ReactNode
}

/** A part of the page beside the others. */
export function DockedFrame({ label, origin, children }: Props) {
  const frame = useRef<HTMLElement>(null)
  useFocusOf(frame, origin)
  return (
    <section
      ref={frame}
      tabIndex={-1}
      aria-label={label}
      data-region="call"
      className="shrink-0 border-b border-line bg-shade outline-none max-wide:order-first"
    >
      {children}
    </section>
  )
}

/** All of a phone's screen, so that nothing behind it takes keys or touches. What closes a dialog makes it small. */
export function CoveringFrame({ label, origin, onSmaller, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const cancel = useEffectEvent((event: Event) => {
    event.preventDefault()
    onSmaller()
  })
  useLayoutEffect(() => {
    const element = dialog.current
    if (!element) return
    origin.current ??= document.activeElement
    const close = openModal(element)
    element.addEventListener('cancel', cancel)
    return () => {
      element.removeEventListener('cancel', cancel)
      close()
    }
  }, [origin])
  useFocusOf(dialog, origin)
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-label={label}
      data-region="call"
      className="m-0 h-dvh max-h-none w-dvw max-w-none bg-shade p-0 text-ink outline-none"
    >
      {children}
    </dialog>
  )
}

/**
 * The focus comes to a call with the wish to make or take it. It stays with the call when what had it is gone, and goes back
 * to where it was afterwards, or to the conversation where that is gone.
 */
function useFocusOf(frame: RefObject<HTMLElement | null>, origin: RefObject<Element | null>) {
  useLayoutEffect(() => {
    const element = frame.current
    origin.current ??= document.activeElement
    element?.focus()
    return () => {
      if (element?.contains(document.activeElement)) focusAgain(origin.current)
    }
  }, [frame, origin])

  const hadFocus = useRef(true)
  useEffect(() => {
    const element = frame.current
    const note = () => {
      hadFocus.current = element?.contains(document.activeElement) ?? false
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [frame])
  // After each drawing: what had the focus may be gone with it.
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) frame.current?.focus()
  })
}

/** Scrolls nothing, as a dialog does when it gives the focus back. */
function focusAgain(origin: Element | null) {
  if (origin instanceof HTMLElement && origin !== document.body) origin.focus({ preventScroll: true })
  if (document.activeElement !== origin) document.querySelector<HTMLElement>('main')?.focus()
}
