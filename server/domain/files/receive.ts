import type { StoredFile } from '#protocol/files'
import type { Account, App } from '../../context'
import type { Manner } from '../../files/arrivals'
import { DomainError } from '../errors'
import { finishUpload } from './finish'
import { inWords } from './in-words'
import { abandon } from './remove'
import { type Announced, requireSize, reserveFile } from './reserve'

/** A file that comes in one piece. */
export interface Incoming extends Announced {
  content: AsyncIterable<Uint8Array>
  /** The most bytes that the content can have. */
  most: number
}

/** A file that has come and was not looked at yet. It must be finished or abandoned. */
export interface Arrived {
  id: string
  finish(): Promise<StoredFile>
  abandon(): Promise<void>
}

/**
 * Lets a file come in. Nothing is left of one that does not come whole.
 * @throws DomainError as `reserveFile` does, and `storage_full`
 */
export async function receiveFile(app: App, owner: Account, incoming: Incoming): Promise<Arrived> {
  const id = await reserveFile(app, owner, incoming)
  try {
    await inWords(app, async () => {
      await app.arrivals.begin(id, 'whole')
      requireSize(app, await arriving(app, id, 'whole', incoming))
    })
  } catch (error) {
    await abandon(app, id)
    throw error
  }
  return { id, finish: () => finishUpload(app, id, 'whole'), abandon: () => abandon(app, id) }
}

/**
 * Lets the bytes of a file come in.
 * @returns how many they were
 * @throws DomainError `too_large` for more than was announced
 */
export async function arriving(
  { arrivals, config }: App,
  id: string,
  manner: Manner,
  { content, most }: Pick<Incoming, 'content' | 'most'>,
): Promise<number> {
  const size = await arrivals.append(id, manner, content, Math.min(most, config.uploads.mostBytes))
  if (size === null)
    throw new DomainError('too_large', { detail: 'More came of this file than was announced.' })
  return size
}
