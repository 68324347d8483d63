/** Reads a file from its beginning to its end. */
export interface Cursor {
  byte(): number
  take(length: number): Buffer
  /** Pieces that each begin with their length, up to an empty one. */
  pieces(): Buffer[]
}

/** @param missing throws, where more is asked for than there is */
export function cursorOver(bytes: Buffer, from: number, missing: () => never): Cursor {
  let at = from

  function take(length: number): Buffer {
    if (at + length > bytes.length) missing()
    at += length
    return bytes.subarray(at - length, at)
  }

  const byte = () => take(1).readUInt8()

  return {
    byte,
    take,
    pieces() {
      const pieces: Buffer[] = []
      for (let length = byte(); length > 0; length = byte()) pieces.push(take(length))
      return pieces
    },
  }
}
