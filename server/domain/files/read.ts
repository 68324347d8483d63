import type { StoredFile } from '#protocol/files'
import type { Account, App } from '../../context'
import type { StoredBytes } from '../../files/storage'
import { toStoredFile } from '../../store/attachments'
import { type FileRow, findVisible } from '../../store/uploads'
import { DomainError, fieldProblem } from '../errors'
import { inWords } from './in-words'
import { fileKey, posterKey, previewKey, widthsOf } from './keys'

/** Which picture of a file is meant: the file itself, its poster, or a smaller picture of either. */
export interface Wanted {
  id: string
  isPoster: boolean
  /** One of its previews. */
  width: number | null
}

export interface Readable {
  file: StoredFile
  /** What the bytes are, and what they are called among all that are served. They never change. */
  type: string
  key: string
  open(): Promise<StoredBytes>
}

/**
 * What somebody may see of a file, by the messages they may read at this moment.
 * @throws DomainError `not_found` for everything else, whatever the reason; `invalid` for a width it does not have
 */
export async function readFile(app: App, reader: Account, wanted: Wanted): Promise<Readable> {
  const row = await findVisible(app.store, reader.id, wanted.id)
  if (!row || (wanted.isPoster && row.has_poster === 0)) throw new DomainError('not_found')
  const { key, type } = contentOf(row, wanted)
  return {
    file: toStoredFile(row),
    key,
    type,
    async open() {
      const bytes = await inWords(app, () => app.storage.open(key))
      if (bytes) return bytes
      app.log.error({ event: 'file_missing', file_id: row.id })
      throw new DomainError('not_found')
    },
  }
}

function contentOf(row: FileRow, { width, isPoster }: Wanted): { key: string; type: string } {
  if (width === null) {
    const { id, type, poster_type } = row
    return isPoster && poster_type !== null
      ? { key: posterKey(id), type: poster_type }
      : { key: fileKey(id), type }
  }
  const widths = widthsOf(row.previews)
  if (!widths.includes(width)) {
    const detail =
      widths.length === 0 ? 'There are no smaller pictures of this.' : `Give one of ${widths.join(', ')}.`
    throw fieldProblem('invalid', 'width', 'unknown', detail)
  }
  return { key: previewKey(row.id, width), type: 'image/webp' }
}
