import type { ReactNode } from 'react'
import { useId } from 'react'
import { Problem } from '../../ui/problem'

interface Props {
  title: string
  /** What is wrong, and what to do about it. */
  problem: string | null
  children: ReactNode
}

/** One thing that was checked. */
export function Result({ title, problem, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 id={id} className="font-semibold">
        {title}
      </h3>
      {children}
      <Problem text={problem} />
    </section>
  )
}
