import { type KeyboardEvent, useId, useState } from 'react'

interface Options {
  /** How many options are shown. */
  count: number
  onPick: (index: number) => void
  onEscape?: () => void
}

/**
 * The keyboard and the roles of a text field with a list of options below it: arrows move, Enter picks,
 * Escape leaves. The focus stays in the field.
 */
export function useCombobox({ count, onPick, onEscape }: Options) {
  const listId = useId()
  const [wanted, setWanted] = useState(0)
  const active = Math.min(wanted, count - 1)
  const optionId = (index: number) => `${listId}-${index}`

  function move(to: number) {
    setWanted(to)
    document.getElementById(optionId(to))?.scrollIntoView({ block: 'nearest' })
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' && count > 0) move((active + 1) % count)
    else if (event.key === 'ArrowUp' && count > 0) move((active - 1 + count) % count)
    else if (event.key === 'Enter' && active >= 0) onPick(active)
    else if (event.key === 'Escape' && onEscape) onEscape()
    else if (event.key !== 'Enter') return
    event.preventDefault()
  }

  return {
    listId,
    active,
    /** Back to the first option, as when the text has changed. */
    reset: () => setWanted(0),
    inputProps: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': count > 0,
      'aria-controls': listId,
      'aria-activedescendant': active >= 0 ? optionId(active) : undefined,
      autoComplete: 'off',
      onKeyDown,
    } as const,
    optionProps: (index: number) => ({
      id: optionId(index),
      role: 'option' as const,
      'aria-selected': index === active,
      tabIndex: -1,
      onMouseMove: () => setWanted(index),
      onMouseDown: (event: { preventDefault(): void }) => event.preventDefault(),
      onClick: () => onPick(index),
    }),
  }
}
