import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { Room } from '#protocol/rooms'
import { insertText } from '../conversation/insert-text'
import { useCombobox } from '../ui/use-combobox'
import { type Command, commandSuggestions } from './commands'
import type { Suggestion } from './suggestion'
import { emojiNamed, useEmojiCodes } from './use-emoji-codes'
import { usePeople } from './use-people'
import { codeAt, wordAt } from './word-at'

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
  async function onInput({ value, selectionEnd }: HTMLTextAreaElement, typed: string | null) {
    box.reset()
    setCursor(selectionEnd)
    // What Ctrl+Z brings back was not typed, and stays.
    const finished = typed === ':' ? codeAt(value, selectionEnd) : null
    const named = finished && (await emojiNamed(finished.code))
    const now = field.current
    if (!named || now?.value !== value || now.selectionEnd !== selectionEnd) return
    insertText(now, named, [finished.start, selectionEnd])
  }

  return {
    suggestions,
    box,
    onKeyDown,
    onInput,
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
