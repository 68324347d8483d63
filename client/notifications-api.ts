import {
  type ChangeNotifications,
  type Level,
  type Notifications,
  notifications,
  type PushDevices,
  type PushOutcome,
  type PushSubscriptionInput,
  pushDevices,
  pushOutcome,
} from '#protocol/notifications'
import type { Requester } from './request'

const path = '/auth/me/notifications'
const pushPath = '/auth/me/push'

/** The REST calls about what one is rung for, and how. Each rejects with an `ApiError`. */
export function notificationsApi({ json, empty }: Pick<Requester, 'json' | 'empty'>) {
  return {
    notifications: (): Promise<Notifications> => json(notifications, { method: 'GET', path }),
    changeNotifications: (body: ChangeNotifications): Promise<Notifications> =>
      json(notifications, { method: 'PATCH', path, body }),
    changeRoomNotifications: (roomId: string, level: Level | null): Promise<Notifications> =>
      json(notifications, {
        method: 'PATCH',
        path: `/chat/rooms/${encodeURIComponent(roomId)}/notifications`,
        body: { level },
      }),

    pushDevices: (): Promise<PushDevices> => json(pushDevices, { method: 'GET', path: pushPath }),
    subscribeToPush: (body: PushSubscriptionInput) => empty({ method: 'POST', path: pushPath, body }),
    unsubscribeFromPush: () => empty({ method: 'DELETE', path: pushPath }),
    testPush: (sessionId: string): Promise<PushOutcome> =>
      json(pushOutcome, { method: 'POST', path: `${pushPath}/${encodeURIComponent(sessionId)}/test` }),
  }
}
export type NotificationsApi = ReturnType<typeof notificationsApi>
