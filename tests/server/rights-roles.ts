/** Somebody as the matrix knows them: by what they are on the server, or in the room that is asked about. */
export const roles = [
  ...(['anonymous', 'disabled', 'deleted', 'guest', 'stranger', 'server_admin', 'server_owner'] as const),
  ...(['ex_member', 'member', 'admin', 'owner'] as const),
] as const
export type Role = (typeof roles)[number]

/** What each role gets. */
export type Statuses = Readonly<Record<Role, number>>

export function only(status: number, allowed: readonly Role[], otherwise = 403): Statuses {
  const each = roles.map((role) => [role, allowed.includes(role) ? status : otherwise] as const)
  return { ...(Object.fromEntries(each) as Record<Role, number>), ...nobody }
}

/** Whose account is disabled or deleted is nobody, with any token from before. */
const nobody = { anonymous: 401, disabled: 401, deleted: 401 }
export const everyone = (status: number): Statuses => ({
  ...only(status, roles),
  ...{ anonymous: status, disabled: status, deleted: status },
})
export const everyoneButGuests = (status: number): Statuses => ({ ...everyone(status), guest: 403 })
export const guestsToo = (status: number) => only(status, roles)
export const signedIn = (status: number): Statuses => ({ ...only(status, roles), guest: 403 })
export const administrators = (status: number) => only(status, ['server_admin', 'server_owner'])
export const members = (status: number) => only(status, ['member', 'admin', 'owner'])
export const adminsAndOwner = (status: number) => only(status, ['admin', 'owner'])
export const ownerAlone = (status: number) => only(status, ['owner'])
