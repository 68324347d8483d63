import type { ChangeNotifications, Level } from '#protocol/notifications'
import type { NotificationsApi } from './notifications-api'
import { createToldValue } from './told-value'

/** What this person wants to be rung for. */
export function createNotifications(
  api: Pick<NotificationsApi, 'notifications' | 'changeNotifications' | 'changeRoomNotifications'>,
) {
  const told = createToldValue(api.notifications)
  return {
    ...told,
    /** Resolves when the change holds on all devices. */
    async change(change: ChangeNotifications) {
      told.receive(await api.changeNotifications(change))
    },
    async changeRoom(roomId: string, level: Level | null) {
      told.receive(await api.changeRoomNotifications(roomId, level))
    },
  }
}
export type NotificationsStore = ReturnType<typeof createNotifications>
