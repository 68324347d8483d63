import type { Term } from '#protocol/search/terms'
import { excerptOf } from './excerpt'

/** The part of a text that was found, with what was looked for marked. */
export function Marked({ content, terms }: { content: string; terms: readonly Term[] }) {
  return excerptOf(content, terms).map(({ text, isMatch, at }) =>
    isMatch ? (
      <mark key={at} className="rounded-[3px] bg-accent-wash font-semibold text-ink">
        {text}
      </mark>
    ) : (
      <span key={at}>{text}</span>
    ),
  )
}
