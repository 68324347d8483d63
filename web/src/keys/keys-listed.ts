import { writable } from '#client/readable'

/** Whether the list of keys is open: a key and a command open it. */
export const areKeysListed = writable(false)
