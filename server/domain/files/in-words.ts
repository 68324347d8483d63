import type { App } from '../../context'
import { diskError, isFullDisk, StorageError } from '../../files/storage'
import { MediaError } from '../../media/inspected'
import { DomainError } from '../errors'

/** Says in the words of the API what went wrong with a file, and in the log what went wrong with the storage. */
export async function inWords<Result>(
  { log }: Pick<App, 'log'>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof MediaError) throw new DomainError(error.code, { detail: error.message })
    const failure = isFullDisk(error) ? diskError(error) : error
    if (!(failure instanceof StorageError)) throw failure
    log.error({ event: 'storage_failed', code: failure.code, err: failure.cause })
    if (failure.code === 'storage_full') throw new DomainError('storage_full', { retryAfterMs: 60_000 })
    const detail = 'Files cannot be reached at the moment. Try again later.'
    throw new DomainError('unavailable', { detail, retryAfterMs: 30_000 })
  }
}
