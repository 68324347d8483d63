import { m } from '#catalogue'
import { useReadable } from '../shell/client-context'
import { link } from '../shell/link'
import { place } from '../shell/router'

const offers = {
  invitation: m.sign_in_invited,
  owner: m.sign_in_owner_link,
}

/** What the link that brought somebody here is for. Renders nothing for who came without one. */
export function LinkNote() {
  const current = useReadable(link)
  const { page } = useReadable(place)
  const isForContacts = page === 'add_contact'
  if (!current && !isForContacts) return null
  return (
    <p className="mb-4 rounded-medium bg-accent-wash px-3 py-2 text-note">
      {current ? offers[current.kind]() : m.sign_in_contact_link()}
    </p>
  )
}
