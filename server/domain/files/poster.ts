import type { StoredFile } from '#protocol/files'
import { limits } from '#protocol/limits'
import type { Account, App } from '../../context'
import { toStoredFile } from '../../store/attachments'
import { type FileRow, findFile, markPoster } from '../../store/uploads'
import { DomainError } from '../errors'
import { inWords } from './in-words'
import { keep, widthsIn } from './keep'
import { posterKey } from './keys'
import { arriving, type Incoming } from './receive'

/**
 * Gives a video of one's own that was not sent yet the picture it is shown by. One that has a poster keeps it.
 * @throws DomainError `not_found`, `too_large`, `unsupported_file`, `invalid_file`, `storage_full`, `unavailable`
 */
export async function addPoster(
  app: App,
  owner: Account,
  id: string,
  incoming: Pick<Incoming, 'size' | 'content'>,
): Promise<StoredFile> {
  const video = await requireOwnVideo(app, owner, id)
  if (video.has_poster === 1) return toStoredFile(video)
  if (incoming.size > limits.posterBytes) {
    throw new DomainError('too_large', { detail: `A poster has at most ${limits.posterBytes} bytes.` })
  }
  try {
    return await inWords(app, async () => {
      await app.arrivals.begin(id, 'poster')
      await arriving(app, id, 'poster', { content: incoming.content, most: incoming.size })
      const path = app.arrivals.pathOf(id, 'poster')
      const inspected = await app.inspections.run(() => app.inspector.inspectPoster(path))
      const { placeholder, type: poster_type } = inspected
      const width = video.width ?? inspected.width
      const height = video.height ?? inspected.height
      return keep(app, { id, key: posterKey(id), inspected }, (tx) =>
        markPoster(tx, id, { width, height, placeholder, poster_type, previews: widthsIn(inspected) }),
      )
    })
  } finally {
    await app.arrivals.remove(id)
  }
}

async function requireOwnVideo({ store }: App, owner: Account, id: string): Promise<FileRow> {
  const file = await findFile(store, id)
  const isOwn = file?.owner_id === owner.id && file.state === 'ready' && file.attached_at === null
  if (!isOwn || file.kind !== 'video') throw new DomainError('not_found')
  return file
}
