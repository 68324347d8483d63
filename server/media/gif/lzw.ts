import { invalid } from '../inspected'

const mostCodes = 4096
const mostBits = 12

/**
 * Decodes the compressed pixels of one frame as far as is needed to know that each of them is there. A code stands for a
 * run of pixels, so the lengths of the runs are enough.
 * @returns how many bytes that takes; what follows is not shown by anybody
 * @throws MediaError `invalid_file` when a code makes no sense or pixels are missing
 */
export function lengthOfPixels(data: Buffer, codeSize: number, pixels: number): number {
  const clear = 1 << codeSize
  const end = clear + 1
  const lengths = new Uint32Array(mostCodes).fill(1, 0, clear)
  let size = codeSize + 1
  let free = end + 1
  let previous = -1
  let count = 0
  let at = 0
  let bits = 0
  let held = 0

  /** The next code, or `end` where nothing follows. */
  function nextCode(): number {
    for (; held < size; held += 8) {
      const byte = data[at]
      if (byte === undefined) return end
      bits |= byte << held
      at++
    }
    const code = bits & ((1 << size) - 1)
    bits >>>= size
    held -= size
    return code
  }

  while (count < pixels) {
    const code = nextCode()
    if (code === clear) {
      size = codeSize + 1
      free = end + 1
      previous = -1
      continue
    }
    const isKnown = code < free && code !== end
    const isNext = code === free && previous >= 0
    if (!isKnown && !isNext) invalid()
    if (previous >= 0 && free < mostCodes) {
      lengths[free++] = (lengths[previous] ?? 0) + 1
      if (free === 1 << size && size < mostBits) size++
    }
    count += lengths[code] ?? 0
    previous = code
  }
  nextCode()
  return at
}
