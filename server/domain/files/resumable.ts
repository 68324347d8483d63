import type { StoredFile } from '#protocol/files'
import type { Account, App } from '../../context'
import { toStoredFile } from '../../store/attachments'
import { findFile } from '../../store/uploads'
import { DomainError } from '../errors'
import { finishUpload } from './finish'
import { inWords } from './in-words'
import { arriving } from './receive'
import { abandon } from './remove'
import { type Announced, reserveFile } from './reserve'

/** How far a file has come that comes part by part. */
export interface Progress {
  id: string
  name: string
  type: string
  /** Bytes it will have. */
  size: number
  /** Bytes that have come and are durable. */
  offset: number
  createdAt: number
}

/**
 * Begins a file that may come part by part.
 * @returns its id
 * @throws DomainError as `reserveFile` does
 */
export async function beginUpload(app: App, owner: Account, announced: Announced): Promise<string> {
  const id = await reserveFile(app, owner, announced)
  try {
    await inWords(app, () => app.arrivals.begin(id, 'part'))
    return id
  } catch (error) {
    await abandon(app, id)
    throw error
  }
}

/**
 * How far a file of one's own has come. Of one that is finished, all of it has.
 * @throws DomainError `not_found`
 */
export async function progressOf(app: App, owner: Account, id: string): Promise<Progress> {
  const file = await findFile(app.store, id)
  const isThere = file?.owner_id === owner.id && file.state !== 'removed' && file.attached_at === null
  if (!isThere) throw new DomainError('not_found')
  const { name, type, size, created_at: createdAt } = file
  const offset = file.state === 'ready' ? size : await inWords(app, () => app.arrivals.length(id, 'part'))
  if (offset === null) throw new DomainError('not_found')
  return { id, name, type, size, offset, createdAt }
}

/**
 * Adds a part. What has come of it stays when the connection ends.
 * @returns how many bytes have come in all
 */
export function addPart(
  app: App,
  { id, size }: Pick<Progress, 'id' | 'size'>,
  content: AsyncIterable<Uint8Array>,
): Promise<number> {
  return inWords(app, () => arriving(app, id, 'part', { content, most: size }))
}

/**
 * Looks at a file all of which has come. Doing it again answers the same.
 * @throws DomainError as `finishUpload` does
 */
export async function finishParts(app: App, id: string): Promise<StoredFile> {
  const file = await findFile(app.store, id)
  return file?.state === 'ready' ? toStoredFile(file) : finishUpload(app, id, 'part')
}
