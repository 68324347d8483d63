import type { Contact } from '#protocol/contacts'
import { writable } from './readable'

/** Who is something to this person, by their id. */
export interface ContactsState {
  /** False until the server has told all of them. */
  isLoaded: boolean
  byId: ReadonlyMap<string, Contact>
}

const empty: ContactsState = { isLoaded: false, byId: new Map() }

/** The contacts as the server tells them: all at each connection, and each change from then on. */
export function createContacts() {
  const state = writable(empty)
  /** Those of whom a change was told since the connection was made: a list that comes later may have been read before. */
  let told = new Map<string, Contact>()

  return {
    state,
    receive(contact: Contact) {
      told.set(contact.user.id, contact)
      const { isLoaded, byId } = state.get()
      state.set({ isLoaded, byId: withChange(byId, contact) })
    },
    receiveAll(contacts: readonly Contact[]) {
      const listed = new Map(contacts.map((contact) => [contact.user.id, contact]))
      const byId = [...told.values()].reduce<ReadonlyMap<string, Contact>>(withChange, listed)
      state.set({ isLoaded: true, byId })
    },
    disconnected() {
      told = new Map()
    },
    clear() {
      told = new Map()
      state.set(empty)
    },
  }
}
export type ContactsStore = ReturnType<typeof createContacts>

function withChange(byId: ReadonlyMap<string, Contact>, contact: Contact): ReadonlyMap<string, Contact> {
  const changed = new Map(byId)
  if (contact.state === 'none') changed.delete(contact.user.id)
  else changed.set(contact.user.id, contact)
  return changed
}
