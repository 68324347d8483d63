/** What the page and its service worker share. */

/** The answers of the server that can be shown without network; they belong to whoever is signed in. */
export const keptCache = 'natter-kept'
/** What a page asks for before it can show anything. */
export const mePath = '/api/v1/auth/me'
export const keptPaths = [mePath, '/api/v1/server', '/api/v1/auth/me/notifications', '/api/v1/chat/rooms']

/** The few words that a notification needs, in the language of the page. */
export const wordsCache = 'natter-words'
export const wordsPath = '/words.json'

/** What the page tells the worker, and the other way round. */
export type ToWorker = { type: 'take_over' } | { type: 'forget' }
export type ToPage = { type: 'open'; path: string } | { type: 'rung' }

/** What notifications say beside names and texts. */
export interface Words {
  newMessage: string
  picture: string
  video: string
  test: string
}

export const notificationIcon = '/icons/icon-192.png'

/** Notifications of one room replace each other. */
export function roomTag(roomId: string): string {
  return `room:${roomId}`
}

/** The newest page of a room's log, as it is fetched when the room is opened. */
export function newestPagePath(roomId: string): string {
  return `/api/v1/chat/rooms/${roomId}/messages`
}
