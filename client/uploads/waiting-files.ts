import type { ErrorCode } from '#protocol/errors'
import type { Line } from '../state/lines'
import type { Failure, Pending, PendingFile } from '../state/types'

/** What uploading does with the files that wait. */
export interface UploadNeeds {
  bytes(line: Line, key: string): Promise<Blob | null>
  change(line: Line, entry: Pending): void
  /** The message will not go out by itself any more. */
  fail(line: Line, failure: Failure): void
  /** The server cannot take a file now: it is tried again by itself. */
  holdUp(line: Line, error: { code: ErrorCode; detail: string }): void
  /** Something has ended: there may be more to do. */
  onFree(): void
}

/** Whether nothing of a file is left to be sent. */
export function isThere({ stored, poster_waits }: PendingFile): boolean {
  return stored !== null && !poster_waits
}
