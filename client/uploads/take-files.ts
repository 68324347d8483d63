import { errors } from '#protocol/errors'
import type { FileKind } from '#protocol/files'
import { limits } from '#protocol/limits'
import type { ServerInfo } from '#protocol/server-info'
import { ApiError } from '../api-error'
import { newClientId } from '../client-id'
import type { FileBytes } from '../ports'
import type { PendingFile } from '../state/types'

/** A file that a message is to be sent with. */
export interface FileToSend {
  blob: Blob
  name: string
  /** What is to be seen, for those who do not see it. */
  alt?: string
  /** In pixels, as it is shown, where that is known. */
  width?: number | null
  height?: number | null
  /** A still picture of a video. */
  poster?: Blob | null
}

const kinds: Readonly<Record<string, FileKind>> = {
  'image/jpeg': 'picture',
  'image/png': 'picture',
  'image/webp': 'picture',
  'image/gif': 'animation',
  'video/mp4': 'video',
  'video/webm': 'video',
}

/** What a file seems to be by the media type its device gives it. */
export function kindOf(type: string): FileKind {
  return kinds[type] ?? 'other'
}

/** Why the server would refuse a file, before any of it is sent; null when nothing speaks against it. */
export function refusalOf({ size, type }: Blob, uploads: ServerInfo['uploads']): ApiError | null {
  if (uploads === null) return refusal('policy_disabled')
  if (size > uploads.most_bytes) return refusal('too_large')
  // What has no type here is looked at by the server.
  if (type !== '' && kindOf(type) === 'other' && !uploads.other_files) return refusal('unsupported_file')
  return size === 0 ? refusal('invalid_file') : null
}

/** Makes files ready to wait with their message. @throws ApiError for what the server would refuse */
export function takeFiles(
  files: readonly FileToSend[],
  uploads: ServerInfo['uploads'] | undefined,
): { attachments: PendingFile[]; bytes: FileBytes } {
  if (files.length > limits.attachments) throw refusal('too_large')
  const bytes = new Map<string, Blob>()
  const attachments = files.map((file) => {
    const refused = uploads === undefined ? null : refusalOf(file.blob, uploads)
    if (refused) throw refused
    const key = newClientId()
    bytes.set(key, file.blob)
    if (file.poster) bytes.set(posterKey(key), file.poster)
    return pendingFile(key, file)
  })
  return { attachments, bytes }
}

/** Where the poster of a file is kept. */
export function posterKey(key: string): string {
  return `${key}.poster`
}

function pendingFile(key: string, { blob, name, alt, width, height, poster }: FileToSend): PendingFile {
  return {
    key,
    name,
    type: blob.type,
    size: blob.size,
    alt: alt ?? '',
    width: width ?? null,
    height: height ?? null,
    poster_waits: poster != null,
    upload_url: null,
    stored: null,
  }
}

function refusal(code: 'policy_disabled' | 'too_large' | 'unsupported_file' | 'invalid_file'): ApiError {
  return new ApiError({ code, detail: errors[code].detail })
}
