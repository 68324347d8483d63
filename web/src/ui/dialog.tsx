import { type ReactNode, useId, useRef } from 'react'
import { m } from '#catalogue'
import { IconButton } from './button'
import { useModal } from './use-modal'

const places = {
  middle:
    'm-auto w-[min(27.5rem,calc(100vw-2rem))] max-h-[min(42rem,calc(100dvh-2*max(1rem,env(safe-area-inset-top),env(safe-area-inset-bottom))))] rounded-large animate-[settle_150ms_var(--ease-out)]',
  side: 'ms-auto me-0 my-0 h-dvh max-h-dvh w-[min(22.5rem,100vw)] pt-[env(safe-area-inset-top)] pr-[env(safe-area-inset-right)] rtl:pr-0 rtl:pl-[env(safe-area-inset-left)] animate-[slide-in_160ms_var(--ease-out)] border-s border-line',
}

interface Props {
  title: string
  place?: keyof typeof places
  /** Nothing in it takes the focus: then the text itself does, since not every browser lets the keys scroll it otherwise. */
  isText?: boolean
  onClose: () => void
  children: ReactNode
}

/**
 * A native modal dialog: the browser keeps the focus inside, closes it on Escape and gives the focus back.
 * It is open for as long as it is rendered. Focus starts at the element marked `data-first`, if there is one.
 */
export function Dialog({ title, place = 'middle', isText = false, onClose, children }: Props) {
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useModal(dialog, onClose)

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onMouseDown={(event) => event.target === dialog.current && dialog.current.close()}
      className={`${places[place]} overflow-hidden bg-paper p-0 text-start text-ink shadow-sheet`}
    >
      <div className="flex h-full max-h-[inherit] flex-col">
        <header className="flex items-center justify-between gap-2 py-2 ps-5 pe-2.5">
          <h2 id={titleId} className="text-title font-bold">
            {title}
          </h2>
          <IconButton icon="close" label={m.ui_close()} onClick={() => dialog.current?.close()} />
        </header>
        <div
          {...(isText && { role: 'region', tabIndex: 0, 'aria-labelledby': titleId })}
          className="quiet-scroll relative min-h-0 flex-1 px-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]"
        >
          {children}
        </div>
      </div>
    </dialog>
  )
}
