import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { m } from '#catalogue'
import { ContactsButton } from '../contacts/contacts-button'
import { AccountButton } from '../settings/account-button'
import { BrandMark } from '../shell/brand'
import { usePolicy } from '../shell/client-context'
import { closeDrawer } from '../shell/drawer'
import { IconButton } from '../ui/button'
import { FindBox } from './find-box'
import { NewGroup } from './new-group'
import { RoomList } from './room-list'
import { TruthLine } from './truth-line'

/** Over the page it reaches to the edge of the screen, at which it keeps clear of what lies there. */
const drawerPlace =
  'fixed inset-y-0 start-0 z-20 w-[min(88vw,340px)] [--safe-top:env(safe-area-inset-top)] pl-[env(safe-area-inset-left)] rtl:pl-0 rtl:pr-[env(safe-area-inset-right)]'

/** Closing, it stays visible until it is away; opening, it is visible at once, so that it can take the focus. */
const drawerLook = {
  none: '',
  open: `${drawerPlace} translate-x-0 shadow-sheet transition-[translate]`,
  closed: `${drawerPlace} -translate-x-full rtl:translate-x-full invisible transition-[translate,visibility]`,
}

/** The column of rooms. On a phone it is a drawer over the open room. */
export function SideBar({ drawer }: { drawer: keyof typeof drawerLook }) {
  const policy = usePolicy()
  const [query, setQuery] = useState('')
  const [isGroupOpen, setGroupOpen] = useState(location.pathname === '/new-group')
  const aside = useRef<HTMLElement>(null)

  useEffect(() => {
    if (drawer === 'open' && !aside.current?.contains(document.activeElement)) aside.current?.focus()
  }, [drawer])

  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== 'Escape' || drawer !== 'open' || event.defaultPrevented) return
    // What is drawn elsewhere on the page, such as a menu, tells of its keys here too; a dialog closes by itself.
    const target = event.target as Element
    if (!aside.current?.contains(target) || target.closest('dialog')) return
    event.preventDefault()
    closeDrawer()
  }

  return (
    <aside
      ref={aside}
      tabIndex={-1}
      aria-label={m.rooms_side_bar()}
      inert={drawer === 'closed'}
      onKeyDown={closeOnEscape}
      className={`flex min-h-0 min-w-0 flex-1 flex-col border-line bg-shade wide:border-e pt-[var(--safe-top)] duration-160 ease-out outline-none ${drawerLook[drawer]}`}
    >
      <header className="flex items-center gap-2.5 ps-4 pe-3 pt-3 pb-2">
        <BrandMark />
        <span className="flex-1 text-[1.1875rem] font-bold tracking-tight">natter</span>
        <ContactsButton />
        {policy['rooms.group'] && (
          <IconButton
            icon="group_add"
            label={m.rooms_new_group()}
            className="text-soft-ink hover:bg-sheet hover:text-ink"
            onClick={() => setGroupOpen(true)}
          />
        )}
        <AccountButton />
      </header>
      <FindBox query={query} onQuery={setQuery}>
        <RoomList />
      </FindBox>
      <TruthLine />
      {isGroupOpen && <NewGroup onClose={() => setGroupOpen(false)} />}
    </aside>
  )
}
