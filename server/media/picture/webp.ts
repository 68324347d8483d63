import { invalid, unsupported } from '../inspected'

const headerBytes = 12
const chunkHeaderBytes = 8

/**
 * Walks through all chunks of a WebP.
 * @returns where it ends
 * @throws MediaError; a moving one is `unsupported_file`, since the decoder would take its first frame for all
 */
export function readWebp(bytes: Buffer): number {
  const end = chunkHeaderBytes + bytes.readUInt32LE(4)
  let at = headerBytes
  let hasPicture = false
  while (at + chunkHeaderBytes <= Math.min(end, bytes.length)) {
    const type = bytes.toString('latin1', at, at + 4)
    const size = bytes.readUInt32LE(at + 4)
    if (type === 'ANIM' || type === 'ANMF')
      unsupported('Moving WebPs are not taken here. Send it as a GIF or a video.')
    hasPicture ||= isPicture(type, bytes.subarray(at + chunkHeaderBytes))
    at += chunkHeaderBytes + size + (size % 2)
  }
  if (!hasPicture) unsupported('This file only begins like a WebP.')
  if (at !== end || end > bytes.length) invalid('This picture is damaged: a part of it is missing.')
  return end
}

function isPicture(type: string, content: Buffer): boolean {
  if (type === 'VP8L') return content[0] === 0x2f
  return type === 'VP8 ' && content.subarray(3, 6).equals(Buffer.of(0x9d, 0x01, 0x2a))
}
