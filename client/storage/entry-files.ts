import type { Pending, PendingFile } from '../state/types'
import { posterKey } from '../uploads/take-files'

type WithFiles = Pick<Pending, 'attachments'>

/** Under what the bytes of an entry's files are kept. */
export function keysOf({ attachments }: WithFiles): string[] {
  return attachments.flatMap(({ key }) => [key, posterKey(key)])
}

/** The files of a changed entry, without those that were taken from what is kept of it. */
export function stillThere(changed: WithFiles, kept: WithFiles): readonly PendingFile[] {
  const keys = new Set(kept.attachments.map(({ key }) => key))
  return changed.attachments.filter(({ key }) => keys.has(key))
}
