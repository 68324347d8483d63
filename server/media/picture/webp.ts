import { invalid, unsupported } from '../inspected'
import { sentences } from '../sentences'
import type { Walked } from './walked'

const headerBytes = 12
const chunkHeaderBytes = 8

/**
 * Walks through all chunks of a WebP.
 * @throws MediaError; a moving one is `unsupported_file`: the decoder knows no frame of it
 */
export function readWebp(bytes: Buffer): Walked {
  const end = chunkHeaderBytes + bytes.readUInt32LE(4)
  let at = headerBytes
  let hasPicture = false
  let isLossless = false
  let exif: Buffer | undefined
  while (at + chunkHeaderBytes <= Math.min(end, bytes.length)) {
    const type = bytes.toString('latin1', at, at + 4)
    const size = bytes.readUInt32LE(at + 4)
    if (type === 'ANIM' || type === 'ANMF') unsupported(sentences.movingPicture)
    const content = bytes.subarray(at + chunkHeaderBytes, at + chunkHeaderBytes + size)
    hasPicture ||= isPicture(type, content)
    isLossless ||= type === 'VP8L'
    if (type === 'EXIF') exif ??= content
    at += chunkHeaderBytes + size + (size % 2)
  }
  if (!hasPicture) unsupported()
  // Some encoders forget to count the byte that fills up the last chunk.
  if ((at !== end && at !== end + 1) || end > bytes.length) invalid()
  return { end, exif, isLossless }
}

function isPicture(type: string, content: Buffer): boolean {
  if (type === 'VP8L') return content[0] === 0x2f
  return type === 'VP8 ' && content.subarray(3, 6).equals(Buffer.of(0x9d, 0x01, 0x2a))
}
