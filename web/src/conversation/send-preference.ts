import { type Readable, writable } from '#client/readable'

/** What sends a message on this device: Enter, or Ctrl or Cmd with it. */
export const sendKeys = ['enter', 'ctrl_enter'] as const
export type SendKey = (typeof sendKeys)[number]

const storageKey = 'natter.send-key'
const chosen = writable<SendKey>(localStorage.getItem(storageKey) === 'ctrl_enter' ? 'ctrl_enter' : 'enter')

export const sendKey: Readable<SendKey> = chosen

/** It holds at once, and on this device only: keyboards differ. */
export function chooseSendKey(key: SendKey) {
  chosen.set(key)
  localStorage.setItem(storageKey, key)
}
