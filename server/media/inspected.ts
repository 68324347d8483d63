import { errors } from '#protocol/errors'
import type { FileKind } from '#protocol/files'

/** What a file is, and what was made of it. */
export interface Inspected {
  kind: FileKind
  /** The media type of what is to be stored. */
  type: string
  /** Bytes of what is to be stored. */
  size: number
  /** In pixels, as it is shown; null where there is nothing to be seen. */
  width: number | null
  height: number | null
  duration_ms: number | null
  /** A blurred picture as a `data:image/png` address of at most 1 kB. */
  placeholder: string | null
  /** What is to be stored: a new file, or the one that was given. */
  path: string
  /** Smaller pictures of it, of type image/webp, smallest first. */
  previews: { width: number; path: string }[]
}

/**
 * Why a file is not taken: `unsupported_file` where it is of no kind that is taken here, `invalid_file` where it is damaged
 * or too large to be shown, `unavailable` where too many wait. The message says it for people.
 */
export class MediaError extends Error {
  readonly code: 'unsupported_file' | 'invalid_file' | 'unavailable'

  constructor(code: MediaError['code'], message: string) {
    super(message)
    this.name = 'MediaError'
    this.code = code
  }
}

/** @throws MediaError `unsupported_file` */
export function unsupported(sentence: string = errors.unsupported_file.detail): never {
  throw new MediaError('unsupported_file', sentence)
}

/** @throws MediaError `invalid_file` */
export function invalid(sentence: string = errors.invalid_file.detail): never {
  throw new MediaError('invalid_file', sentence)
}

/** @throws MediaError `unavailable` */
export function unavailable(): never {
  throw new MediaError('unavailable', errors.unavailable.detail)
}
