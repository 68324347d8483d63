import type { ReactNode } from 'react'
import { isNamed, type Mention } from '#protocol/mentions'
import { useMe } from '../shell/client-context'
import { type Span, spansOf } from './text-spans'

interface Props {
  text: string
  /** Whom the text names. */
  mentions: readonly Mention[]
}

/** Text as it was written, with web addresses to click on and names that stand out. */
export function LinkedText({ text, mentions }: Props) {
  const parts: ReactNode[] = []
  let end = 0
  for (const span of spansOf(text, mentions)) {
    parts.push(text.slice(end, span.start))
    parts.push(<Part key={span.start} span={span} words={text.slice(span.start, span.end)} />)
    end = span.end
  }
  parts.push(text.slice(end))
  return parts
}

function Part({ span, words }: { span: Span; words: string }) {
  if (span.kind === 'mention') return <Name mention={span.mention} words={words} />
  return (
    <a
      href={span.href}
      target="_blank"
      rel="noopener noreferrer"
      className="text-accent underline decoration-1 underline-offset-2 hover:decoration-2"
    >
      {words}
    </a>
  )
}

/** One's own name, or that of everyone, stands out more than somebody else's. */
function Name({ mention, words }: { mention: Mention; words: string }) {
  const meId = useMe().id
  if (!isNamed([mention], meId)) return <span className="font-semibold text-accent">{words}</span>
  return <mark className="rounded-[4px] bg-signal/18 px-0.5 font-semibold text-ink">{words}</mark>
}
