import type { ReactNode } from 'react'
import { m } from '#catalogue'
import { useClient } from '../shell/client-context'
import { closeDrawer, findBoxId } from '../shell/drawer'
import { goTo, roomPath, searchPath } from '../shell/router'
import { isSwitcherOpen } from '../switcher/switcher-open'
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

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Narrows the list to the rooms and people meant; picking a person opens the direct room, or starts it. */
export function FindBox({ query, onQuery, children }: Props) {
  const client = useClient()
  const found = useFind(query)

  const [open, { problem }] = useAction(async (index: number) => {
    const path = await pathTo(index)
    onQuery('')
    closeDrawer()
    goTo(path)
  })
  async function pathTo(index: number): Promise<string> {
    const room = found.rooms[index]
    if (room) return roomPath(room.id)
    const person = found.people[index - found.rooms.length]
    if (!person) return searchPath(query.trim())
    return roomPath((await client.createRoom({ room_type: 'direct', member_ids: [person.id] })).id)
  }

  const box = useCombobox({
    count: query.trim() === '' ? 0 : found.rooms.length + found.people.length + 1,
    onPick: open,
    ...(query !== '' && { onEscape: () => onQuery('') }),
  })

  return (
    <>
      <search className="flex items-center gap-1 ps-3 pe-2 pb-2.5">
        <div className="relative min-w-0 flex-1">
          <input
            id={findBoxId}
            aria-label={m.rooms_find()}
            placeholder={m.rooms_find()}
            enterKeyHint="go"
            spellCheck={false}
            value={query}
            onChange={(event) => {
              onQuery(event.target.value)
              box.reset()
            }}
            {...box.inputProps}
            className={`h-10 w-full rounded-medium border border-field-line bg-sheet ps-3 text-note placeholder:text-soft-ink pointer-coarse:h-11 ${query === '' ? 'pe-3 pointer-fine:pe-16' : 'pe-10'}`}
          />
          {query === '' ? (
            <button
              type="button"
              aria-label={`${m.rooms_open_switcher()}, ${shortcut()}`}
              aria-keyshortcuts="Control+K Meta+K"
              onClick={() => isSwitcherOpen.set(true)}
              className="absolute end-2 top-2 grid h-6 place-items-center rounded-small border border-line bg-shade px-1.5 font-mono text-tiny text-soft-ink pointer-coarse:hidden"
            >
              {shortcut()}
            </button>
          ) : (
            <IconButton
              icon="close"
              label={m.rooms_find_clear()}
              className="absolute end-1 top-1 size-8! text-soft-ink pointer-coarse:end-0 pointer-coarse:top-0 pointer-coarse:size-11!"
              onClick={() => onQuery('')}
            />
          )}
        </div>
        <IconButton
          icon="search"
          label={m.rooms_search_messages()}
          className="text-soft-ink hover:bg-sheet hover:text-ink"
          onClick={() => {
            closeDrawer()
            goTo(searchPath(query.trim()))
            onQuery('')
          }}
        />
      </search>
      <Problem text={problem} />
      {query.trim() === '' ? children : <FindResults found={found} query={query.trim()} box={box} />}
    </>
  )
}

function shortcut(): string {
  return isApple ? '⌘ K' : m.rooms_find_shortcut()
}
