/** A part of a file; both ends belong to it. */
export interface ByteRange {
  first: number
  last: number
}

/** A file as it is stored. */
export interface StoredBytes {
  readonly size: number
  /** All of it, or a part, read as it is taken: never more of it is in memory than somebody waits for. */
  body(range?: ByteRange): Blob | ReadableStream<Uint8Array>
}

/** What `list` tells of each file. */
export interface StoredKey {
  key: string
  size: number
  /** When it was put there (milliseconds since 1970). */
  storedAt: number
}

/**
 * Where the bytes of files lie. Keys are made by this server alone: small letters, digits and hyphens.
 * Everything here throws `StorageError`.
 */
export interface FileStorage {
  /** Takes over the file at `path`: when this resolves it is durable under its key, whole, and gone from where it was. */
  put(key: string, path: string): Promise<void>
  /** Null where nothing is stored. */
  open(key: string): Promise<StoredBytes | null>
  /** Removes what is there of these. */
  remove(keys: readonly string[]): Promise<void>
  /** Everything that is stored, in no order. */
  list(): AsyncIterable<StoredKey>
}

/** The storage could not do what it was asked for: it has no room left, or cannot be reached. */
export class StorageError extends Error {
  readonly code: 'storage_full' | 'unavailable'

  constructor(code: 'storage_full' | 'unavailable', cause: unknown) {
    super(`The storage of files failed: ${code}`, { cause })
    this.name = 'StorageError'
    this.code = code
  }
}

/** Says in one of two words what went wrong with a disk. */
export function diskError(cause: unknown): StorageError {
  return new StorageError(isFullDisk(cause) ? 'storage_full' : 'unavailable', cause)
}

export function isFullDisk(cause: unknown): boolean {
  const { code } = cause as { code?: string }
  return code === 'ENOSPC' || code === 'EDQUOT'
}
