import { type Readable, writable } from '#client/readable'
import { useReadable } from '../shell/client-context'
import type { Desk } from './desk'
import type { OwnState } from './peer/own-media'

const nothing: Readable<OwnState | null> = writable<OwnState | null>(null)

/** What this device gives to the call; null before it gives anything. */
export function useOwnState(desk: Desk): OwnState | null {
  const { own } = useReadable(desk.state)
  return useReadable<OwnState | null>(own?.state ?? nothing)
}
