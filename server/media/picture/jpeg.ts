import { invalid, unsupported } from '../inspected'
import type { Walked } from './walked'

const startOfScan = 0xda
const endOfImage = 0xd9

/**
 * Walks through all markers of a JPEG. The decoder paints grey what is missing and says nothing, so it is known from here
 * that the picture has an end. It turns JPEGs upright by itself.
 * @throws MediaError
 */
export function readJpeg(bytes: Buffer): Walked {
  let at = 2
  let hasFrame = false
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) break
    if (marker === 0xff) at++
    else if (marker === endOfImage) return hasFrame ? { end: at + 2 } : broken(hasFrame)
    else if (marker < 0xc0 || isRestart(marker) || marker === 0xd8) break
    else {
      if (isFrame(marker)) hasFrame = true
      else if (marker === startOfScan && !hasFrame) break
      at += 2 + bytes.readUInt16BE(at + 2)
      if (marker === startOfScan) at = endOfScan(bytes, at)
    }
  }
  const isAtEnd = at + 2 === bytes.length && bytes[at] === 0xff && bytes[at + 1] === endOfImage
  if (isAtEnd && hasFrame) return { end: at + 2 }
  return broken(hasFrame)
}

/** A file of which only the beginning looks like a picture is none. */
function broken(hasFrame: boolean): never {
  if (hasFrame) invalid()
  unsupported()
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** The next marker behind compressed data, in which 0xff is followed by zero or says where decoding may begin again. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const marker = bytes[at + 1] ?? 0
    if (marker !== 0 && !isRestart(marker)) return at
  }
  return bytes.length
}
