import type { CallMedia } from '#protocol/calls'

/** What the page and its service worker share. */

/** The few words that a notification needs, in the language of the page. */
export const wordsCache = 'natter-words'
export const wordsPath = '/words.json'

/** What the page tells the worker, and the other way round. */
export interface ToWorker {
  type: 'take_over'
}
export type ToPage = { type: 'open'; path: string } | { type: 'rung' }

/** What notifications say beside names and texts. */
export interface Words {
  newMessage: string
  picture: string
  video: string
  /** Several pictures, and several files of any kind, by how many: each language counts in its own way. */
  pictures: readonly string[]
  files: readonly string[]
  /** Somebody calls, with sound alone or with video; the same of a call that was missed. */
  call: Record<CallMedia, string>
  missedCall: Record<CallMedia, string>
  test: string
  lobby: string
  /** A guest, with `{number}` where their number is. */
  guest: string
}

export const notificationIcon = '/icons/icon-192.png'

/** Notifications of one call replace each other too. */
export function callTag(callId: string): string {
  return `call:${callId}`
}

/** Notifications of one room replace each other. */
export function roomTag(roomId: string): string {
  return `room:${roomId}`
}
