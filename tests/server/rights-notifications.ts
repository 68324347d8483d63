import { guestsToo, members, signedIn } from './rights-roles'

/** The rows of the rights table about what one is rung for, and how. */
export const notificationRights = {
  'GET /auth/me/notifications': { path: () => '/auth/me/notifications', statuses: guestsToo(200) },
  'PATCH /auth/me/notifications': {
    path: () => '/auth/me/notifications',
    json: () => ({ level: 'mentions' }),
    statuses: guestsToo(200),
  },
  'PATCH /chat/rooms/{room_id}/notifications': {
    path: ({ room }: { room: string }) => `/chat/rooms/${room}/notifications`,
    json: () => ({ level: 'none' }),
    statuses: members(200),
  },
  'GET /auth/me/push': { path: () => '/auth/me/push', statuses: signedIn(200) },
  'POST /auth/me/push': {
    path: () => '/auth/me/push',
    json: () => ({
      endpoint: 'https://push.example.org/a',
      keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
    }),
    statuses: signedIn(204),
  },
  'DELETE /auth/me/push': { path: () => '/auth/me/push', statuses: signedIn(204) },
  'POST /auth/me/push/{session_id}/test': {
    path: ({ foreignSession }: { foreignSession: string }) => `/auth/me/push/${foreignSession}/test`,
    statuses: signedIn(404),
  },
}
