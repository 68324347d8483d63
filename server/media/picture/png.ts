import { invalid, unsupported } from '../inspected'
import { sentences } from '../sentences'
import type { Walked } from './walked'

const signatureBytes = 8
const chunkHeaderBytes = 8
/** Length, type and checksum. */
const frameBytes = 12

/**
 * Walks through all chunks of a PNG; their checksums are the decoder's work.
 * @throws MediaError; a moving one (APNG) is `unsupported_file`, since the decoder would take its first frame for all
 */
export function readPng(bytes: Buffer): Walked {
  let at = signatureBytes
  let hasPicture = false
  let exif: Buffer | undefined
  while (at + frameBytes <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (type === 'acTL') unsupported(sentences.movingPicture)
    if ((at === signatureBytes) !== (type === 'IHDR')) break
    hasPicture ||= type === 'IDAT'
    const size = bytes.readUInt32BE(at)
    if (type === 'eXIf') exif ??= bytes.subarray(at + chunkHeaderBytes, at + chunkHeaderBytes + size)
    at += frameBytes + size
    if (type === 'IEND' && at <= bytes.length) return { end: at, exif }
  }
  if (!hasPicture) unsupported()
  return invalid()
}
