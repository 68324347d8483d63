import { useState } from 'react'
import { m } from '#catalogue'
import { usePolicy } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { Contacts } from './contacts'
import { useContacts } from './use-contacts'

/** Opens the contacts, where people find no others; with a mark while somebody asks to become one. */
export function ContactsButton() {
  const [isOpen, setOpen] = useState(false)
  const requests = useContacts('requested')
  if (usePolicy().directory !== 'contacts') return null

  return (
    <span className="relative">
      <IconButton
        icon="people"
        label={
          requests.length > 0 ? m.people_title_asking({ asking: asking(requests.length) }) : m.people_title()
        }
        className="text-soft-ink hover:bg-sheet hover:text-ink"
        onClick={() => setOpen(true)}
        onPointerEnter={Contacts.prefetch}
        onFocus={Contacts.prefetch}
      />
      {requests.length > 0 && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute end-1 top-1.5 size-2.5 rounded-full border-2 border-shade bg-signal"
        />
      )}
      <span role="status" aria-label={m.people_requests()} className="sr-only">
        {requests.length > 0 && asking(requests.length)}
      </span>
      {isOpen && <Contacts onClose={() => setOpen(false)} />}
    </span>
  )
}

function asking(count: number): string {
  return m.people_asking({ count })
}
