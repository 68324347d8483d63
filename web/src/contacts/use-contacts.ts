import { getLocale } from '#locale'
import type { Contact, ContactState } from '#protocol/contacts'
import type { Room } from '#protocol/rooms'
import { calledBy } from '../people/person'
import { useClient, usePolicy, useReadable } from '../shell/client-context'

/** Everyone who stands so to oneself, by name. */
export function useContacts(state: ContactState): readonly Contact[] {
  const { byId } = useReadable(useClient().contacts)
  return [...byId.values()]
    .filter((contact) => contact.state === state)
    .toSorted((one, other) => calledBy(one.user).localeCompare(calledBy(other.user), getLocale()))
}

/** Whether this is a direct room with somebody who would have to be a contact, and is none. */
export function useIsEstranged(room: Room): boolean {
  const { isLoaded, byId } = useReadable(useClient().contacts)
  const isRestricted = usePolicy().directory === 'contacts' && room.room_type === 'direct'
  return isRestricted && isLoaded && byId.get(room.peer?.id ?? '')?.state !== 'contact'
}
