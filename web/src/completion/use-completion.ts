import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { Room } from '#protocol/rooms'
import { insertText } from '../conversation/insert-text'
import { useCombobox } from '../ui/use-combobox'
import { type Command, commandSuggestions } from './commands'
import type { Suggestion } from './suggestion'
import { useEmojiCodes } from './use-emoji-codes'
import { useFinishedCodes } from './use-finished-codes'
import { usePeople } from './use-people'
import { wordAt } from './word-at'

interface Completed {
  room: Room
  field: RefObject<HTMLTextAreaElement | null>
  text: string
  commands: readonly Command[]
}

/**
 * Suggestions for the word at the cursor: people behind `@`, emoji behind `:`, commands behind `/`. Tab and Enter choose,
 * arrows move, Escape closes until another word is begun. Keys of an input method are left alone.
 */
export function useCompletion({ room, field, text, commands }: Completed) {
  const [cursor, setCursor] = useState(0)
  const [dismissed, setDismissed] = useState<string | null>(null)
  const word = wordAt(text, Math.min(cursor, text.length))
  const queryOf = (kind: string) => (word?.kind === kind ? word.query : null)
  const people = usePeople(room, queryOf('person'))
  const emoji = useEmojiCodes(queryOf('emoji'))
  const codes = useFinishedCodes(field)
  const found = [...people, ...emoji, ...commandSuggestions(commands, queryOf('command'))]
  const wordKey = word && `${word.kind} ${word.start}`
  const suggestions = wordKey === dismissed ? [] : found

  const box = useCombobox({
    count: suggestions.length,
    onPick: (index) => choose(suggestions[index]),
    onEscape: () => setDismissed(wordKey),
  })

  function choose(suggestion: Suggestion | undefined) {
    if (!suggestion || !word || !field.current) return
    insertText(field.current, suggestion.text ?? '', [word.start, word.end])
    suggestion.run?.()
  }

  /** Whether the key was for the suggestions. */
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    if (suggestions.length === 0 || event.nativeEvent.isComposing || event.keyCode === 229) return false
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
    const isWritten = word?.kind === 'person' && suggestions[box.active]?.text?.trim() === `@${word.query}`
    if (event.key === 'Enter' && isWritten) return false
    if (event.key === 'Tab') {
      event.preventDefault()
      choose(suggestions[box.active])
    } else box.inputProps.onKeyDown(event)
    return event.defaultPrevented
  }

  /** Call it after each input, with what stands in the field then, and what it was if it was typed. */
  function onInput(written: HTMLTextAreaElement, typed: string | null) {
    box.reset()
    setCursor(written.selectionEnd)
    codes.onInput(written, typed)
  }

  return {
    suggestions,
    box,
    onKeyDown,
    onInput,
    whenNamed: codes.whenNamed,
    isWaiting: codes.isWaiting,
    onSelect: (selected: HTMLTextAreaElement) => setCursor(selected.selectionEnd),
    /** What makes the field say that there are suggestions. It stays a text box. */
    fieldProps: {
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-controls': suggestions.length > 0 ? box.listId : undefined,
      'aria-activedescendant': suggestions.length > 0 ? box.inputProps['aria-activedescendant'] : undefined,
    } as const,
  }
}
export type Completion = ReturnType<typeof useCompletion>
