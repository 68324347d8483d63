import { type Writable, writable } from '#client/readable'
import type { CallMedia } from '#protocol/calls'

/** Whom this person wants to call from this tab. */
export interface Wanted {
  to: { roomId: string } | { userId: string }
  peer: { id: string; username: string }
  media: CallMedia
}

/** Set by the buttons that call; what makes the call is loaded when it is. */
export const wanted: Writable<Wanted | null> = writable<Wanted | null>(null)
