import { useEffect, useEffectEvent, useState } from 'react'
import { m } from '#catalogue'
import type { User } from '#protocol/accounts'
import type { Room } from '#protocol/rooms'
import { calledBy } from '../people/person'
import { useClient, useMe } from '../shell/client-context'
import { mostSuggestions, type Suggestion } from './suggestion'

/** In larger rooms those who wrote are suggested: a list of everyone would take long to come. */
const mostListed = 500

/** People of a room whom a word that begins with `@` may mean; null while no such word is begun. */
export function usePeople(room: Room, query: string | null): Suggestion[] {
  const meId = useMe().id
  const people = useMembersOnceAsked(room, query !== null)
  if (query === null) return []
  const found = people
    .filter(({ id }) => id !== meId)
    .filter((person) => fits(query, person.username, ...calledBy(person).split(/\s+/), calledBy(person)))
    .map(
      (person): Suggestion => ({
        key: person.id,
        label: calledBy(person),
        note: `@${person.username}`,
        person,
        text: `@${person.username} `,
      }),
    )
  return [...found.slice(0, mostSuggestions), ...everyone(room, query)].slice(0, mostSuggestions)
}

function everyone(room: Room, query: string): Suggestion[] {
  if (room.room_type === 'direct') return []
  return ['all', 'here']
    .filter((name) => fits(query, name))
    .map((name) => ({ key: name, label: `@${name}`, note: m.composer_everyone(), text: `@${name} ` }))
}

function fits(query: string, ...names: string[]): boolean {
  const sought = query.toLocaleLowerCase()
  return names.some((name) => name.toLocaleLowerCase().startsWith(sought))
}

/** Asked for when the first such word is begun. Where that fails, those who wrote are still known. */
function useMembersOnceAsked(room: Room, isAsked: boolean): readonly User[] {
  const client = useClient()
  const [members, setMembers] = useState<readonly User[] | null>(null)
  const isSmall = room.room_type === 'group' && room.member_count <= mostListed
  const load = useEffectEvent(async () => {
    const { members } = await client.api.room(room.id)
    setMembers(members)
  })
  useEffect(() => {
    // The next word that is begun asks again.
    if (isAsked && isSmall) load().catch(() => setMembers(null))
  }, [isAsked, isSmall])

  if (room.room_type === 'direct') return room.peer ? [room.peer] : []
  return members ?? writersIn(client.log(room.id).get().messages, client.profiles.get())
}

function writersIn(
  messages: readonly { sender_id: string; sender_username: string }[],
  profiles: ReadonlyMap<string, User>,
): User[] {
  const writers = new Map<string, User>()
  for (const { sender_id: id, sender_username: username } of messages.toReversed()) {
    if (!writers.has(id))
      writers.set(id, profiles.get(id) ?? { id, username, display_name: null, color: null })
  }
  return [...writers.values()]
}
