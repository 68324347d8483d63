import type { ReactNode } from 'react'
import { BrandMark } from '../shell/brand'

interface Props {
  title: string
  children: ReactNode
  /** Below the sheet: where else one can go from here. */
  below?: ReactNode
}

/** The frame of every page before the rooms: the mark, and a sheet with what is to be done. */
export function Entrance({ title, children, below }: Props) {
  return (
    <main className="quiet-scroll flex h-full flex-col items-center p-4 pt-[max(1rem,8vh)]">
      <div className="mb-6 flex items-center gap-3 text-large font-bold tracking-tight">
        <BrandMark className="size-9" />
        natter
      </div>
      <section className="w-full max-w-96 rounded-large border border-line bg-sheet p-6 shadow-sheet">
        <h1 className="mb-4 text-large font-bold">{title}</h1>
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
