import { type Readable, writable } from '#client/readable'

/** What brought the person here: an invitation, or the link that makes its opener the owner. */
export interface SecretLink {
  kind: 'invitation' | 'owner'
  token: string
}

/** In the storage of this tab, which ends with it. */
const taken = 'natter_link'
/** In the storage of all tabs, which can be read sooner: one of them may have taken a link along. */
const isTaken = 'natter.link_taken'

bringBack()
const current = writable(readLink())
addEventListener('hashchange', () => current.set(readLink()))

/** It stays in the address until it was used, so that a reload does not lose it. The server is never sent it. */
export const link: Readable<SecretLink | null> = current

export function forgetLink() {
  history.replaceState(null, '', location.pathname)
  current.set(null)
}

/** Takes the link along when this tab leaves for another service, which sends back without it. */
export function takeLinkAlong() {
  if (!current.get()) return
  sessionStorage.setItem(taken, location.hash)
  localStorage.setItem(isTaken, '')
}

function bringBack() {
  if (localStorage.getItem(isTaken) === null) return
  const hash = sessionStorage.getItem(taken)
  if (hash === null) return
  sessionStorage.removeItem(taken)
  localStorage.removeItem(isTaken)
  if (location.hash === '') history.replaceState(null, '', hash)
}

function readLink(): SecretLink | null {
  const [, kind, token] = /^#(invitation|owner)=([\w-]{16,64})$/.exec(location.hash) ?? []
  if (!token) return null
  return { kind: kind === 'owner' ? 'owner' : 'invitation', token }
}
