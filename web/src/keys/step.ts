import type { Room } from '#protocol/rooms'

/**
 * The room before or after the open one in the list, going round at its ends; with `isUnread` only among those where
 * something is unread. Undefined when there is no other.
 */
export function roomBeside(
  rooms: readonly Room[],
  openId: string | null,
  step: 1 | -1,
  isUnread = false,
): Room | undefined {
  const at = rooms.findIndex(({ id }) => id === openId)
  const start = at < 0 && step < 0 ? 0 : at
  for (let away = 1; away <= rooms.length; away++) {
    const room = rooms[(start + step * away + rooms.length * 2) % rooms.length]
    if (room && room.id !== openId && (!isUnread || room.unread_count > 0)) return room
  }
  return undefined
}
