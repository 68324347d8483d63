import type { Room } from '#protocol/rooms'
import { written } from '#protocol/search/filters'
import { folded } from '#protocol/search/fit'
import { roomName } from '../rooms/room-name'
import { searchPath } from '../shell/router'

/** Leads to a search in one room; a blank behind it, so that one goes on writing. */
export function searchInRoom(room: Room, rooms: readonly Room[]): string {
  return searchPath(`${written('in', roomValue(room, rooms))} `)
}

/** What stands behind `in:` for a room: its name, or its id where the name would also mean another one. */
export function roomValue(room: Room, rooms: readonly Room[]): string {
  const name = roomName(room)
  const isClear = !name.includes('"') && roomsCalled(name, rooms).length === 1
  return isClear ? name : room.id
}

/** The rooms that are meant by what stands behind `in:`. */
export function roomsCalled(value: string, rooms: readonly Room[]): Room[] {
  const byId = rooms.filter(({ id }) => id === value)
  if (byId.length > 0) return byId
  const exact = rooms.filter((room) => roomName(room) === value)
  if (exact.length > 0) return exact
  return folded(value) === '' ? [] : rooms.filter((room) => folded(roomName(room)) === folded(value))
}
