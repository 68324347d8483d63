import { closeSync, openSync, writeSync } from 'node:fs'
import type { Found, Task } from '../worker-messages'
import { readMp4 } from './mp4'
import { openRanges, type Ranges } from './ranges'
import type { Piece, Video } from './video'
import { readWebm } from './webm'

interface Format {
  read(file: Ranges): Video
  /** What a piece begins with that says nothing any more, and where in it that stands; zeros follow. */
  emptied(piece: Piece): { at: number; header: Buffer }
}

const formats = {
  'video/mp4': { read: readMp4, emptied: ({ start }) => ({ at: start + 4, header: Buffer.from('free') }) },
  'video/webm': { read: readWebm, emptied: voidElement },
} satisfies Record<string, Format>

const zeros = Buffer.alloc(1 << 20)

/**
 * A video, whose container is walked through. Its bytes stay as they are, but for pieces that are not needed to play it,
 * such as where it was taken: they are blanked out in place, so that nothing else moves.
 * @throws MediaError; then nothing was changed
 */
export async function keepVideo(task: Task, type: keyof typeof formats): Promise<Found> {
  using file = openRanges(task.path)
  const { blank, erase, ...video } = formats[type].read(file)
  if (blank.length + erase.length > 0) blankOut(task.path, { blank, erase }, formats[type])
  return { kind: 'video', type, size: file.size, ...video, placeholder: null, isNew: false, previews: [] }
}

function blankOut(path: string, { blank, erase }: Pick<Video, 'blank' | 'erase'>, { emptied }: Format): void {
  const file = openSync(path, 'r+')
  try {
    for (const { from, end } of [...erase, ...blank]) {
      for (let at = from; at < end; at += zeros.length) {
        writeSync(file, zeros, 0, Math.min(zeros.length, end - at), at)
      }
    }
    for (const { at, header } of blank.map(emptied)) writeSync(file, header, 0, header.length, at)
  } finally {
    closeSync(file)
  }
}

/** An element that is to be skipped, of exactly this size: its length has one byte, or eight where that is too short. */
function voidElement({ start, end }: Piece): { at: number; header: Buffer } {
  const length = end - start
  const isShort = length - 2 < 0x7f
  const header = Buffer.alloc(isShort ? 2 : 9)
  header.writeUInt8(0xec)
  if (isShort) header.writeUInt8(0x80 | (length - 2), 1)
  else header.writeBigUInt64BE((1n << 56n) | BigInt(length - 9), 1)
  return { at: start, header }
}
