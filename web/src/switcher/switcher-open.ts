import { writable } from '#client/readable'

/** Whether the switcher is open: keys and buttons open it from anywhere. */
export const isSwitcherOpen = writable(false)
