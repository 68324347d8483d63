import type { Desk } from './desk'
import { wanted } from './wanted'

/** Hangs up, or takes back the wish to call. */
export function endCall(desk: Desk): void {
  wanted.set(null)
  desk.hangUp()
}
