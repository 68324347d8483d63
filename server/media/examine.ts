import { open, stat } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import { remakeGif } from './gif/remake'
import { MediaError, unsupported } from './inspected'
import { remakePicture } from './picture/remake'
import { sentences } from './sentences'
import { keepVideo } from './video/keep'
import type { Found, Task } from './worker-messages'

/** Other files keep their type where a browser that is given it does no more than save it. */
const harmlessTypes = new Set([
  'application/pdf',
  'application/zip',
  'application/gzip',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'audio/flac',
])

/** As much of a file as every type shows itself by. */
const beginningBytes = 4100

/**
 * Finds out what a file is. Its first bytes choose who reads it; that it is that is known when it was read to its end.
 * No decoder but those of the types below ever sees a file. What is none of them is `other` where anything is wanted.
 * @throws MediaError
 */
export async function examine(task: Task): Promise<Found> {
  const type = await typeOf(task.path)
  try {
    return await readAs(type, task)
  } catch (error) {
    const isOther = error instanceof MediaError && error.code === 'unsupported_file'
    if (isOther && task.wanted === 'any') return other(task.path, type)
    throw error
  }
}

async function typeOf(path: string): Promise<string | undefined> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0)
  return (await fileTypeFromBuffer(buffer.subarray(0, bytesRead)))?.mime
}

function readAs(type: string | undefined, task: Task): Promise<Found> {
  switch (type) {
    case 'image/jpeg':
    case 'image/png':
    case 'image/webp':
      return remakePicture(task, type)
    case 'image/heic':
    case 'image/heif':
    case 'image/heic-sequence':
    case 'image/heif-sequence':
      return unsupported(sentences.heic)
    case 'image/apng':
      return unsupported(sentences.movingPicture)
  }
  if (task.wanted === 'poster') return unsupported()
  switch (type) {
    case 'image/gif':
      return remakeGif(task)
    case 'video/mp4':
    case 'video/x-m4v':
      return keepVideo(task, 'video/mp4')
    case 'video/webm':
      return keepVideo(task, 'video/webm')
    case 'video/quicktime':
      return unsupported(sentences.quickTime)
    default:
      return unsupported()
  }
}

async function other(path: string, type: string | undefined): Promise<Found> {
  return {
    kind: 'other',
    type: type !== undefined && harmlessTypes.has(type) ? type : 'application/octet-stream',
    size: (await stat(path)).size,
    width: null,
    height: null,
    duration_ms: null,
    placeholder: null,
    isNew: false,
    previews: [],
  }
}
