import { type Readable, writable } from '#client/readable'

const key = 'natter.calls.relay'
const chosen = writable(localStorage.getItem(key) === 'always')

/** Whether calls from this device go through the server's relay only, so that the other side never learns its address. */
export const alwaysRelay: Readable<boolean> = chosen

export function switchAlwaysRelay(isOn: boolean): void {
  chosen.set(isOn)
  if (isOn) localStorage.setItem(key, 'always')
  else localStorage.removeItem(key)
}
