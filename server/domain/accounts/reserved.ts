import { foldName } from '../../store/accounts'

/** Names by which somebody could pose as those who run the server, or that mean something to programs. */
const reserved = new Set([
  ...['admin', 'administrator', 'moderator', 'operator', 'owner', 'root', 'support', 'staff', 'security'],
  ...['natter', 'server', 'system', 'everyone', 'here', 'guest', 'nobody', 'deleted', 'anonymous'],
  ...['__proto__', 'constructor', 'prototype', 'hasownproperty', 'tostring', 'valueof'],
  ...['null', 'undefined', 'true', 'false', 'nan'],
])

/** Whether nobody may have this username, in whatever case. */
export function isReserved(username: string): boolean {
  return reserved.has(foldName(username))
}
