import { useCallback, useSyncExternalStore } from 'react'
import { m } from '#catalogue'
import type { Profiles } from '#client/profiles'
import type { User } from '#protocol/accounts'
import { deletedUserName, guestNumber } from '#protocol/profiles'
import { useClient, useReadable } from '../shell/client-context'

/** What a person is called: the name they chose, else their username. */
export function calledBy({ username, display_name }: Pick<User, 'username' | 'display_name'>): string {
  return display_name ?? nameInWords(username)
}

/** The same of who wrote something, as far as the server has described them. */
export function calledAs(username: string, profile: User | undefined): string {
  return calledBy({ username, display_name: profile?.display_name ?? null })
}

/** Whoever has left goes by the same words for everybody, and a guest by a number: both are said in the reader's language. */
function nameInWords(username: string): string {
  if (username === deletedUserName) return m.people_deleted()
  const number = guestNumber(username)
  return number === null ? username : m.people_guest({ number })
}

export type NameOf = (person: { id: string; username: string }) => string

/** A function that says what anybody is called inside a sentence, as far as the server has described them. */
export function useNameOf(): NameOf {
  return nameOfIn(useReadable(useClient().profiles))
}

/** Names of any script are set apart, so that they do not turn the sentence around them. */
export function nameOfIn(known: Profiles): NameOf {
  return ({ id, username }) => {
    const name = known.get(id)?.display_name
    return name == null ? nameInWords(username) : `\u2068${name}\u2069`
  }
}

/** How one person wants to be seen; undefined while they were not described. Drawn again only when that changes. */
export function useProfile(id: string): User | undefined {
  const { profiles } = useClient()
  const subscribe = useCallback((listener: () => void) => profiles.subscribe(listener), [profiles])
  return useSyncExternalStore(subscribe, () => profiles.get().get(id))
}
