import type { StoredFile } from '#protocol/files'
import type { App } from '../../context'
import type { Manner } from '../../files/arrivals'
import { findFile, markReady } from '../../store/uploads'
import { DomainError } from '../errors'
import { inWords } from './in-words'
import { keep, widthsIn } from './keep'
import { fileKey } from './keys'
import { nameFor } from './name'
import { abandon } from './remove'

/**
 * Looks at a file that has come whole, stores what was made of it, and hands it to its owner. Where that fails nothing of
 * it is left. The only way in, however the bytes came.
 * @throws DomainError `unsupported_file`, `invalid_file`, `storage_full`, `unavailable`, or `not_found` where it was given up
 */
export async function finishUpload(
  app: App,
  id: string,
  manner: Exclude<Manner, 'poster'>,
): Promise<StoredFile> {
  try {
    const file = await findFile(app.store, id)
    if (file?.state !== 'arriving') throw new DomainError('not_found')
    const claims = { name: file.name, otherFiles: app.policy['uploads.other_files'] }
    return await inWords(app, async () => {
      const path = app.arrivals.pathOf(id, manner)
      const inspected = await app.inspections.run(() => app.inspector.inspect(path, claims))
      const { path: _, previews: __, ...found } = inspected
      return keep(app, { id, key: fileKey(id), inspected }, (tx) =>
        markReady(tx, id, {
          ...found,
          name: nameFor(file.name, found.type),
          previews: widthsIn(inspected),
        }),
      )
    })
  } catch (error) {
    await abandon(app, id)
    throw error
  } finally {
    await app.arrivals.remove(id)
  }
}
