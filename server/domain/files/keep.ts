import { rm } from 'node:fs/promises'
import type { StoredFile } from '#protocol/files'
import type { App } from '../../context'
import type { Inspected } from '../../media/inspected'
import { toStoredFile } from '../../store/attachments'
import type { Transaction } from '../../store/store'
import type { FileRow } from '../../store/uploads'
import { DomainError } from '../errors'
import { previewKey } from './keys'

interface Kept {
  id: string
  /** What the file itself is stored under. */
  key: string
  inspected: Inspected
}

/**
 * Stores what was made of a file with its smaller pictures, and then notes it: all of that happens, or nothing is left.
 * @throws DomainError `not_found` where there was nothing to note it of; StorageError
 */
export async function keep(
  app: App,
  { id, key, inspected }: Kept,
  note: (tx: Transaction) => Promise<FileRow | undefined>,
): Promise<StoredFile> {
  const parts = [
    ...inspected.previews.map(({ width, path }) => ({ key: previewKey(id, width), path })),
    { key, path: inspected.path },
  ]
  try {
    for (const part of parts) await app.storage.put(part.key, part.path)
    const row = await app.store.transaction(note)
    if (!row) throw new DomainError('not_found')
    return toStoredFile(row)
  } catch (error) {
    app.background.run(() => app.storage.remove(parts.map((part) => part.key)))
    for (const { path } of parts) await rm(path, { force: true })
    throw error
  }
}

/** The widths of its smaller pictures, as they are noted. */
export function widthsIn({ previews }: Inspected): string {
  return previews.map(({ width }) => width).join(',')
}
