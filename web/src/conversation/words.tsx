import type { ReactNode } from 'react'
import type { Range } from '#protocol/markdown/tree'

/** A part of a text, from and to in UTF-16 units. */
export type Match = readonly [start: number, end: number]

interface Props {
  text: string
  range: Range
  /** In order, without overlaps. */
  matches: readonly Match[]
}

/** A part of a text as it is, with what was looked for in it. */
export function Words({ text, range, matches }: Props): ReactNode {
  const within = matches.filter(([start, end]) => start < range.end && end > range.start)
  if (within.length === 0) return text.slice(range.start, range.end)
  const parts: ReactNode[] = []
  let at = range.start
  for (const [start, end] of within) {
    const from = Math.max(start, range.start)
    const to = Math.min(end, range.end)
    parts.push(text.slice(at, from))
    parts.push(
      <mark key={from} className="rounded-[3px] bg-signal/25 text-inherit">
        {text.slice(from, to)}
      </mark>,
    )
    at = to
  }
  return [...parts, text.slice(at, range.end)]
}
