import { useDeferredValue, useMemo } from 'react'
import { m } from '#catalogue'
import { isFormatted } from '#protocol/markdown/is-formatted'
import { parseMarkdown } from '#protocol/markdown/parse'
import { LineProvider } from './line-focus'
import { WrittenText } from './written-text'

/** Nothing in it is a stop for Tab: it is for looking at. */
const apart = { key: 'preview', isCurrent: false }

/** What is being written as it will look, where that is not how it was typed. It keeps behind the typing, and is read out by nobody. */
export function TextPreview({ text }: { text: string }) {
  const shown = useDeferredValue(text)
  const isWorthIt = useMemo(() => isFormatted(parseMarkdown(shown, [])), [shown])
  if (!isWorthIt) return null
  return (
    <section
      aria-label={m.composer_preview()}
      className="quiet-scroll mx-1 mt-1 max-h-[22dvh] border-t border-line px-1.5 pt-1.5 pb-1"
    >
      <LineProvider value={apart}>
        <div dir="auto" className="written-text">
          <WrittenText text={shown} mentions={noMentions} />
        </div>
      </LineProvider>
    </section>
  )
}

const noMentions = [] as const
