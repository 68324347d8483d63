import { m } from '#catalogue'

/** Roles on the server as people read them, the lowest first. */
export const roleNames = { member: m.admin_role_member, admin: m.admin_role_admin, owner: m.admin_role_owner }
