import type { FoundUser } from '#protocol/accounts'
import type { Room } from '#protocol/rooms'
import { usePeopleSearch } from '../people/use-people-search'
import { useClient, usePolicy, useReadable } from '../shell/client-context'
import { roomName } from './room-name'

interface Found {
  rooms: readonly Room[]
  /** Those one has no direct room with yet. */
  people: readonly FoundUser[]
  isDone: boolean
  problem: string | null
}

/** One's own rooms and the people of this server, by name. */
export function useFind(query: string): Found {
  const { rooms } = useReadable(useClient().rooms)
  const isDirectAllowed = usePolicy()['rooms.direct']
  const { people, isDone, problem } = usePeopleSearch(isDirectAllowed ? query : '')

  const wanted = folded(query)
  const foundRooms = wanted === '' ? [] : rooms.filter((room) => folded(roomName(room)).includes(wanted))
  const known = new Set(foundRooms.map((room) => room.peer?.id))
  return { rooms: foundRooms, people: people.filter(({ id }) => !known.has(id)), isDone, problem }
}

/** Text without the differences that nobody types: case and accents. */
function folded(text: string): string {
  return text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
