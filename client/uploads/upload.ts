import type { Credentials } from '../credentials'
import type { Requester } from '../request'
import type { PendingFile } from '../state/types'

export interface Upload {
  file: PendingFile
  bytes: Blob
  /** An earlier attempt was cut: what is sent from now on must not be lost again. */
  isResumable: boolean
  signal: AbortSignal
  onProgress(sentBytes: number): void
  /** The upload goes on at this address, whatever happens to this program. */
  onUrl(url: string): void
}

export interface TransferNeeds {
  url: string
  credentials: Credentials
  requester: Pick<Requester, 'authorised' | 'json'>
}
