import { type ReactNode, useEffect, useRef } from 'react'
import { BrandMark } from '../shell/brand'

interface Props {
  title: string
  children: ReactNode
  /** Below the sheet: where else one can go from here. */
  below?: ReactNode
}

/**
 * The frame of every page before the rooms: the mark, and a sheet with what is to be done. With every step the focus
 * goes to its heading, unless a field on it takes it, so that nobody is left where the step before was.
 */
export function Entrance({ title, children, below }: Props) {
  const sheet = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)

  // The title is what tells one step from another.
  useEffect(() => {
    if (title && !sheet.current?.contains(document.activeElement)) heading.current?.focus()
  }, [title])

  return (
    <main className="quiet-scroll flex h-full flex-col items-center p-4 pt-[max(1rem,8vh,env(safe-area-inset-top))] pb-[max(1rem,env(safe-area-inset-bottom))]">
      <div className="mb-6 flex items-center gap-3 text-large font-bold tracking-tight">
        <BrandMark className="size-9" />
        natter
      </div>
      <section
        ref={sheet}
        className="w-full max-w-96 rounded-large border border-line bg-sheet p-6 shadow-sheet"
      >
        <h1 ref={heading} tabIndex={-1} className="mb-4 text-large font-bold outline-none">
          {title}
        </h1>
        {children}
      </section>
      {below && (
        <div className="mt-4 flex flex-col items-center gap-1 text-soft-ink [&_p]:flex [&_p]:flex-wrap [&_p]:items-center [&_p]:justify-center [&_p]:gap-x-1">
          {below}
        </div>
      )}
    </main>
  )
}
