import { invalid, unsupported } from '../inspected'
import { sentences } from '../sentences'

const signatureBytes = 8
/** Length, type and checksum. */
const frameBytes = 12

/**
 * Walks through all chunks of a PNG; their checksums are the decoder's work.
 * @returns where it ends
 * @throws MediaError; a moving one (APNG) is `unsupported_file`, since the decoder would take its first frame for all
 */
export function readPng(bytes: Buffer): number {
  let at = signatureBytes
  let hasPicture = false
  while (at + frameBytes <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (type === 'acTL') unsupported(sentences.movingPicture)
    if ((at === signatureBytes) !== (type === 'IHDR')) break
    hasPicture ||= type === 'IDAT'
    at += frameBytes + bytes.readUInt32BE(at)
    if (type === 'IEND' && at <= bytes.length) return at
  }
  if (!hasPicture) unsupported()
  return invalid()
}
