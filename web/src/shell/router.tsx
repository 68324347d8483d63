import type { ComponentProps, MouseEvent } from 'react'
import { type Readable, writable } from '#client/readable'

/**
 * Where the person is: at home, in a room, where the server is run, or where a link leads that was mailed or sent.
 */
export type Place =
  | { page: 'home' }
  | { page: 'admin' }
  /** `seq` is there when the address names a message of the room, and 0 when what it names cannot be one. */
  | { page: 'room'; roomId: string; seq?: number }
  | { page: 'reset_password' }
  | { page: 'confirm_email' }
  | { page: 'add_contact' }
  | { page: 'share' }

export const homePath = '/'
export const adminPath = '/admin'
export const addContactPath = '/add-contact'

const current = writable(readPlace(location.pathname))
addEventListener('popstate', () => current.set(readPlace(location.pathname)))

export const place: Readable<Place> = current

export const roomPath = (roomId: string) => `/room/${roomId}`
export const messagePath = (roomId: string, seq: number) => `/room/${roomId}/${seq}`

/** Remembers with this step of the browser's history that its address was followed to where it leads. */
export function land() {
  history.replaceState({ hasLanded: true }, '')
}

/** Whether it was, so that a reload and Back do not lead there once more. */
export function hasLanded(): boolean {
  return history.state?.hasLanded === true
}

/** Goes to a path of this program, as a new step of the browser's history. */
export function goTo(path: string) {
  if (path !== location.pathname) history.pushState(null, '', path)
  current.set(readPlace(path))
}

/** Goes to a path in place of the one shown, so that Back does not lead here again. */
export function replacePlace(path: string) {
  history.replaceState(null, '', path)
  current.set(readPlace(path))
}

/** An ordinary link; a plain click stays in the page, any other click is the browser's. */
export function Link({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event)
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    goTo(href)
  }
  return <a {...rest} href={href} onClick={follow} />
}

function readPlace(path: string): Place {
  if (path === '/reset-password') return { page: 'reset_password' }
  if (path === '/confirm-email') return { page: 'confirm_email' }
  if (path === addContactPath) return { page: 'add_contact' }
  if (path === '/share') return { page: 'share' }
  if (path === adminPath) return { page: 'admin' }
  const [, roomId, number] = /^\/room\/([a-z0-9]{1,32})(?:\/([^/]*))?$/.exec(path) ?? []
  if (!roomId) return { page: 'home' }
  if (!number) return { page: 'room', roomId }
  return { page: 'room', roomId, seq: /^[1-9][0-9]{0,14}$/.test(number) ? Number(number) : 0 }
}
