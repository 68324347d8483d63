import type { Level, Notifications } from '#protocol/notifications'
import type { Room } from '#protocol/rooms'

/** For what a room rings: by its own level, or by the one for all rooms. */
export function levelOf(choices: Notifications | null, roomId: string): Level {
  return choices?.rooms[roomId] ?? choices?.level ?? 'all'
}

/** Whether nothing in a room rings though other rooms may. */
export function isMuted(choices: Notifications | null, roomId: string): boolean {
  return choices?.rooms[roomId] === 'none'
}

/** How much is unread in all rooms; of muted ones only what mentions this person. */
export function unreadTotal(rooms: readonly Room[], choices: Notifications | null): number {
  return rooms.reduce(
    (sum, room) => sum + (isMuted(choices, room.id) ? room.mention_count : room.unread_count),
    0,
  )
}
