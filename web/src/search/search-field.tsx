import { type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { m } from '#catalogue'
import { filterNames } from '#protocol/search/filters'
import { Option } from '../rooms/options'
import { IconButton } from '../ui/button'
import { useCombobox } from '../ui/use-combobox'
import { searchFieldId } from './result-row'
import type { Completion } from './use-completion'

interface Props {
  text: string
  /** What the person writes, and where the caret is then. */
  onText: (text: string, caret: number) => void
  /** The caret alone has moved. Which text that is in, only the latest state knows. */
  onCaret: (caret: number) => void
  completions: readonly Completion[]
  /** Where in the text the completed piece begins. */
  from: number
  onDown: () => void
}

/** The box of the search, with the names that complete its filters. */
export function SearchField({ text, onText, onCaret, completions, from, onDown }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const [isClosed, setClosed] = useState(false)
  const count = isClosed ? 0 : completions.length

  const box = useCombobox({
    count,
    onPick(index) {
      const picked = completions[index]
      const caret = field.current?.selectionStart ?? text.length
      if (picked) write(`${text.slice(0, from)}${picked.text} `, text.slice(caret).trimStart())
    },
    ...(count > 0 && { onEscape: () => setClosed(true) }),
  })

  /** Puts the caret between the two. */
  function write(before: string, after = '') {
    flushSync(() => change(before + after, before.length))
    field.current?.focus()
    field.current?.setSelectionRange(before.length, before.length)
  }

  function change(next: string, caret: number) {
    setClosed(false)
    box.reset()
    onText(next, caret)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' && count === 0 && !event.altKey) {
      event.preventDefault()
      onDown()
    } else box.inputProps.onKeyDown(event)
  }

  return (
    <search className="min-w-0 flex-1">
      <div className="relative">
        <input
          ref={field}
          id={searchFieldId}
          aria-label={m.search_messages()}
          placeholder={m.search_messages()}
          enterKeyHint="search"
          spellCheck={false}
          dir="auto"
          value={text}
          onChange={({ target }) => change(target.value, target.selectionStart ?? target.value.length)}
          onSelect={({ currentTarget }) => onCaret(currentTarget.selectionStart ?? text.length)}
          {...box.inputProps}
          onKeyDown={onKeyDown}
          className="h-11 w-full rounded-medium border border-field-line bg-sheet pl-3 pr-11 rtl:pl-11 rtl:pr-3 placeholder:text-soft-ink"
        />
        {text !== '' && (
          <IconButton
            icon="close"
            label={m.search_clear()}
            className="absolute end-1 top-1.5 size-8! text-soft-ink pointer-coarse:end-0 pointer-coarse:top-0 pointer-coarse:size-11!"
            onClick={() => write('')}
          />
        )}
        <div
          id={box.listId}
          role="listbox"
          aria-label={m.search_completions()}
          hidden={count === 0}
          className="absolute inset-x-0 top-full z-10 mt-1 rounded-medium border border-line bg-sheet p-1 shadow-sheet"
        >
          {completions.slice(0, count).map((completion, index) => (
            <Option key={completion.text} isActive={box.active === index} {...box.optionProps(index)}>
              <bdi className="truncate font-semibold">{completion.label}</bdi>
              <bdi className="truncate text-small text-soft-ink">{completion.note}</bdi>
            </Option>
          ))}
        </div>
      </div>
      <ul aria-label={m.search_filters()} className="flex flex-wrap gap-1.5 pt-2 max-wide:gap-1">
        {filterNames.map((name) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => write(`${text === '' ? '' : `${text.trimEnd()} `}${name}:`)}
              title={m.search_filter({ name })}
              className="min-h-8 rounded-full border border-line px-3 max-wide:px-2 min-w-11 font-mono text-small text-soft-ink hover:bg-shade hover:text-ink pointer-coarse:min-h-11"
            >
              <bdi dir="ltr">{name}:</bdi>
            </button>
          </li>
        ))}
      </ul>
    </search>
  )
}
