import type { FoundUser } from '#protocol/accounts'
import type { Room } from '#protocol/rooms'
import { fitOf } from '#protocol/search/fit'
import { usePeopleSearch } from '../people/use-people-search'
import { useClient, usePolicy, useReadable } from '../shell/client-context'
import { roomName } from './room-name'

export interface Found {
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

  const foundRooms = roomsCalledLike(query, rooms)
  const known = new Set(foundRooms.map((room) => room.peer?.id))
  return { rooms: foundRooms, people: people.filter(({ id }) => !known.has(id)), isDone, problem }
}

/** Rooms by how well their name fits; of those that fit alike, first where something is unread. */
export function roomsCalledLike(query: string, rooms: readonly Room[]): Room[] {
  return rooms
    .flatMap((room) => {
      const fit = fitOf(roomName(room), query)
      return fit === null ? [] : [{ room, fit }]
    })
    .toSorted((left, right) => left.fit - right.fit || byUnread(left.room, right.room))
    .map(({ room }) => room)
}

/** Where something is unread comes first. */
export function byUnread(left: Room, right: Room): number {
  return Number(right.unread_count > 0) - Number(left.unread_count > 0)
}
