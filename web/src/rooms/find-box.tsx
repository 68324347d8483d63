import { type ReactNode, useEffect } from 'react'
import { useClient } from '../shell/client-context'
import { closeDrawer, findBoxId, focusFindBox } from '../shell/drawer'
import { goTo, roomPath } from '../shell/router'
import { IconButton } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { useCombobox } from '../ui/use-combobox'
import { FindResults } from './find-results'
import { useFind } from './use-find'

interface Props {
  query: string
  onQuery: (query: string) => void
  /** Shown while nothing is looked for. */
  children: ReactNode
}

const shortcut = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'

/** Finds one's own rooms and people together; picking a person opens the direct room, or starts it. */
export function FindBox({ query, onQuery, children }: Props) {
  const client = useClient()
  const found = useFind(query)
  useFindShortcut()

  const [open, { problem }] = useAction(async (index: number) => {
    const room = found.rooms[index] ?? (await directRoom(index - found.rooms.length))
    onQuery('')
    closeDrawer()
    goTo(roomPath(room.id))
  })
  function directRoom(index: number) {
    const person = found.people[index]
    if (!person) throw new Error('No such option is shown.')
    return client.createRoom({ room_type: 'direct', member_ids: [person.id] })
  }

  const box = useCombobox({
    count: found.rooms.length + found.people.length,
    onPick: open,
    ...(query !== '' && { onEscape: () => onQuery('') }),
  })

  return (
    <>
      <search className="relative px-3 pb-2.5">
        <input
          id={findBoxId}
          aria-label="Find people and rooms"
          placeholder="Find people and rooms"
          aria-keyshortcuts="Control+K Meta+K"
          enterKeyHint="go"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            onQuery(event.target.value)
            box.reset()
          }}
          {...box.inputProps}
          className="h-10 w-full rounded-medium border border-field-line bg-sheet ps-3 pe-16 text-note placeholder:text-soft-ink pointer-coarse:h-11"
        />
        <span className="absolute end-5 top-0 flex h-10 items-center pointer-coarse:h-11">
          {query === '' ? (
            <kbd className="rounded-small border border-line bg-shade px-1.5 font-mono text-tiny text-soft-ink pointer-coarse:hidden">
              {shortcut}
            </kbd>
          ) : (
            <IconButton
              icon="close"
              label="Clear"
              className="-me-1.5 size-8! text-soft-ink"
              onClick={() => onQuery('')}
            />
          )}
        </span>
      </search>
      <Problem text={problem} />
      {query.trim() === '' ? children : <FindResults found={found} query={query.trim()} box={box} />}
    </>
  )
}

/** Ctrl or Cmd with K puts the cursor into the find box. */
function useFindShortcut() {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      )
        return
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      focusFindBox()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
