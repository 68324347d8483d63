import { useRef, useState } from 'react'
import { m } from '#catalogue'
import { useClient, useReadable } from '../shell/client-context'
import { Dialog } from '../ui/dialog'
import { Waiting } from '../ui/waiting'
import { AddByPhone } from './add-by-phone'
import { BlockedPeople } from './blocked-people'
import { ContactList } from './contact-list'
import { InviteByLink } from './invite-by-link'
import { Requests } from './requests'

/** Who one's contacts are and who wants to be one, and the two ways to find more. */
export function ContactsDialog({ onClose }: { onClose: () => void }) {
  const { isLoaded } = useReadable(useClient().contacts)
  const [done, setDone] = useState('')
  const status = useRef<HTMLParagraphElement>(null)

  /** What was done took its own button away, so the focus comes here. */
  function say(text: string) {
    setDone(text)
    status.current?.focus()
  }

  return (
    <Dialog title={m.people_title()} onClose={onClose}>
      <div className="flex flex-col gap-6 py-1">
        <p
          ref={status}
          role="status"
          tabIndex={-1}
          className="rounded-medium bg-accent-wash px-3 py-2 text-note empty:sr-only"
        >
          {done}
        </p>
        <Requests onDone={say} />
        {isLoaded ? <ContactList onDone={say} onClose={onClose} /> : <Waiting text={m.ui_loading()} />}
        <AddByPhone />
        <InviteByLink />
        <BlockedPeople onDone={say} />
      </div>
    </Dialog>
  )
}
