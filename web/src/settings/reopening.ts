import { writable } from '#client/readable'

/**
 * Whether the settings open again by themselves, at the language: the page is drawn anew when that is changed, and whoever
 * changed it is to stay where they were.
 */
export const isReopening = writable(false)
