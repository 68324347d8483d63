import type { KeyboardEvent, Ref } from 'react'
import { m } from '#catalogue'
import { inputLook } from '../ui/field'

interface Props {
  ref: Ref<HTMLInputElement>
  query: string
  onQuery: (query: string) => void
  /** The arrow down leads into the emoji. */
  onDown: () => void
  /** Enter takes the first one found. */
  onEnter: (isMore: boolean) => void
}

/** Where one types what the emoji is called. */
export function SearchField({ ref, query, onQuery, onDown, onEnter }: Props) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') onDown()
    else if (event.key === 'Enter') onEnter(event.shiftKey)
    else return
    event.preventDefault()
  }

  return (
    <div className="p-2.5 pb-1.5">
      <input
        ref={ref}
        type="search"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={onKeyDown}
        aria-label={m.emoji_search()}
        placeholder={m.emoji_search()}
        autoComplete="off"
        enterKeyHint="done"
        className={inputLook}
      />
    </div>
  )
}
