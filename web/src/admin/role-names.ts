/** Roles on the server as people read them, the lowest first. */
export const roleNames = { member: 'Member', admin: 'Admin', owner: 'Owner' }
