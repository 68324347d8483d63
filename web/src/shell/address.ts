/**
 * Where the person is: at home, in a room, where the server is run, or where a link leads that was mailed or sent.
 */
export type Place =
  | { page: 'home' }
  | { page: 'admin' }
  /** `seq` is there when the address names a message of the room, and 0 when what it names cannot be one. */
  | { page: 'room'; roomId: string; seq?: number }
  | { page: 'search'; text: string }
  | { page: 'reset_password' }
  | { page: 'confirm_email' }
  | { page: 'add_contact' }
  | { page: 'share' }

export const adminPath = '/admin'
export const addContactPath = '/add-contact'

/** The path with its query. What follows `#` is never part of a place. */
export function shownPath(): string {
  return location.pathname + location.search
}

/** The place that a path of this program, with its query, leads to. */
export function readPlace(address: string): Place {
  const { pathname: path, searchParams } = new URL(address, location.origin)
  if (path === '/reset-password') return { page: 'reset_password' }
  if (path === '/confirm-email') return { page: 'confirm_email' }
  if (path === addContactPath) return { page: 'add_contact' }
  if (path === '/share') return { page: 'share' }
  if (path === adminPath) return { page: 'admin' }
  if (path === '/search') return { page: 'search', text: searchParams.get('q') ?? '' }
  const [, roomId, number] = /^\/room\/([a-z0-9]{1,32})(?:\/([^/]*))?$/.exec(path) ?? []
  if (!roomId) return { page: 'home' }
  if (!number) return { page: 'room', roomId }
  return { page: 'room', roomId, seq: /^[1-9][0-9]{0,14}$/.test(number) ? Number(number) : 0 }
}
