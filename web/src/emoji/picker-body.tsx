import { useRef, useState } from 'react'
import { m } from '#catalogue'
import { useReadable } from '../shell/client-context'
import { Waiting } from '../ui/waiting'
import { EmojiGrid, firstCell } from './emoji-grid'
import { GroupTabs } from './group-tabs'
import { noteEmoji, skinTone } from './habits'
import { searchEmoji } from './search'
import { SearchField } from './search-field'
import { inTone, type Shown } from './shown'
import { ToneChoice } from './tone-choice'
import { useEmoji } from './use-emoji'

/** As many as anybody looks through. */
const mostFound = 90

interface Props {
  /** `isMore` when Shift was held: the person wants to go on choosing. */
  onChoose: (emoji: string, isMore: boolean) => void
}

/** What is inside the picker: a search, the emoji by group or as found, and the skin tone. */
export function PickerBody({ onChoose }: Props) {
  const { groups, hasFailed } = useEmoji()
  const tone = useReadable(skinTone)
  const [query, setQuery] = useState('')
  const [pointed, setPointed] = useState<Shown | null>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const isSearch = query.trim() !== ''
  const found = searchEmoji(groups?.flatMap(({ emojis }) => emojis) ?? [], query, mostFound).map((emoji) =>
    inTone(emoji, tone),
  )

  function choose(emoji: string, isMore: boolean) {
    noteEmoji(emoji)
    onChoose(emoji, isMore)
  }

  const grid = {
    onChoose: choose,
    onPoint: setPointed,
    onLeave: () => searchField.current?.focus(),
  }
  return (
    <div ref={body} className="flex min-h-0 flex-1 flex-col">
      <SearchField
        ref={searchField}
        query={query}
        onQuery={setQuery}
        onDown={() => firstCell(body.current)?.focus()}
        onEnter={(isMore) => found[0] && choose(found[0].emoji, isMore)}
      />
      <p role="status" className="sr-only">
        {isSearch && groups ? m.emoji_found({ count: found.length }) : ''}
      </p>
      {hasFailed && <p className="p-4 text-center text-note text-danger">{m.emoji_not_loaded()}</p>}
      {!groups && !hasFailed && <Waiting text={m.emoji_loading()} />}
      {groups && !isSearch && <GroupTabs groups={groups} tone={tone} {...grid} />}
      {groups && isSearch && (
        <div className="quiet-scroll min-h-0 flex-1 p-2">
          {found.length > 0 ? (
            <EmojiGrid label={m.emoji_results()} shown={found} {...grid} />
          ) : (
            <p className="p-4 text-center text-note text-soft-ink">{m.emoji_nothing_found()}</p>
          )}
        </div>
      )}
      <div className="flex items-center gap-2 border-t border-line px-3 py-1.5">
        <p aria-hidden="true" className="min-w-0 flex-1 truncate text-small text-soft-ink">
          {pointed?.name}
        </p>
        <ToneChoice tone={tone} />
      </div>
    </div>
  )
}
