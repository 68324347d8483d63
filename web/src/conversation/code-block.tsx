import { type ReactNode, useEffect, useState } from 'react'
import { m } from '#catalogue'
import type { Range } from '#protocol/markdown/tree'
import { IconButton } from '../ui/button'
import { Problem } from '../ui/problem'
import { useInnerTabIndex } from './line-focus'
import { useCopy } from './use-copy'
import { type Match, Words } from './words'

interface Props {
  text: string
  language: string
  lines: readonly Range[]
  matches: readonly Match[]
}

/** Code as it was typed, in colours once they are loaded. Long lines go on below: nothing has to be scrolled sideways. */
export function CodeBlock({ text, language, lines, matches }: Props) {
  const code = lines.map(({ start, end }) => text.slice(start, end)).join('\n')
  const colored = useColors(code, language)
  const { isCopied, copy, problem } = useCopy()
  const tabIndex = useInnerTabIndex()
  return (
    <div
      dir="ltr"
      className="my-1 min-w-0 overflow-hidden rounded-small border border-line bg-paper text-start first:mt-0"
    >
      <div className="flex items-center justify-between border-b border-line ps-2.5 text-small text-soft-ink">
        <span className="truncate font-mono">{language}</span>
        <IconButton
          icon={isCopied ? 'tick' : 'copy'}
          label={isCopied ? m.message_copied() : m.message_copy_code()}
          tabIndex={tabIndex}
          onClick={() => copy(code)}
          className="size-8! text-soft-ink hover:text-ink pointer-coarse:size-11! [&>svg]:size-4"
        />
      </div>
      <section
        aria-label={language === '' ? m.message_code() : m.message_code_in({ language })}
        className="px-2.5 py-2"
      >
        <pre className="font-mono text-[0.8125rem] leading-normal wrap-anywhere whitespace-pre-wrap">
          <code>{matches.length === 0 && colored !== null ? colored : plainLines(text, lines, matches)}</code>
        </pre>
      </section>
      <Problem text={problem} />
    </div>
  )
}

function plainLines(text: string, lines: readonly Range[], matches: readonly Match[]): ReactNode {
  return lines.map((range, position) => [
    <Words key={range.start} text={text} range={range} matches={matches} />,
    position < lines.length - 1 && '\n',
  ])
}

/** Null until the highlighter is there, and where it does not know the language. Without it code is read as well. */
function useColors(code: string, language: string): ReactNode {
  const [colored, setColored] = useState<{ code: string; parts: ReactNode } | null>(null)
  useEffect(() => {
    if (language === '') return
    let isWanted = true
    import('./highlight').then(
      ({ highlight }) => isWanted && setColored({ code, parts: highlight(code, language) }),
      () => isWanted && setColored(null),
    )
    return () => {
      isWanted = false
    }
  }, [code, language])
  return colored?.code === code ? colored.parts : null
}
