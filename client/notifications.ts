import type { ChangeNotifications, Level, Notifications } from '#protocol/notifications'
import type { NotificationsApi } from './notifications-api'
import { writable } from './readable'

/** What this person wants to be rung for: null until it was asked for, then kept fresh by frames. */
export function createNotifications(
  api: Pick<NotificationsApi, 'notifications' | 'changeNotifications' | 'changeRoomNotifications'>,
) {
  const state = writable<Notifications | null>(null)
  /** Raised when answers on their way are older than what is known. */
  let life = 0

  function receive(told: Notifications): void {
    life++
    state.set(told)
  }

  return {
    state,
    receive,
    /** Asks for it, as after each time without a connection. Rejects when that fails. */
    async load() {
      const mine = ++life
      const fetched = await api.notifications()
      if (mine === life) state.set(fetched)
    },
    /** Resolves when the change holds on all devices. */
    async change(change: ChangeNotifications) {
      receive(await api.changeNotifications(change))
    },
    async changeRoom(roomId: string, level: Level | null) {
      receive(await api.changeRoomNotifications(roomId, level))
    },
    clear() {
      life++
      state.set(null)
    },
  }
}
export type NotificationsStore = ReturnType<typeof createNotifications>
