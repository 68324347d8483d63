interface MadeGif {
  width: number
  height: number
  frames: number
  /** Blocks that stand before the first frame. */
  blocks?: readonly Buffer[]
  /** What follows its end. */
  behind?: Buffer
}

/** Pixels between two codes that begin anew, so that no code ever needs more than nine bits. */
const runPixels = 250

/** A GIF that repeats for ever; each of its frames has one colour of its own. */
export function madeGif({ width, height, frames, blocks = [], behind = Buffer.alloc(0) }: MadeGif): Buffer {
  const size = Buffer.concat([uint16(width), uint16(height)])
  const colors = Buffer.from(Array.from({ length: 256 * 3 }, (_, n) => (n * 37) % 256))
  const repeats = Buffer.concat([
    Buffer.of(0x21, 0xff, 11),
    Buffer.from('NETSCAPE2.0'),
    Buffer.of(3, 1, 0, 0, 0),
  ])
  const pictures = Array.from({ length: frames }, (_, n) =>
    Buffer.concat([
      Buffer.of(0x21, 0xf9, 4, 4, 10, 0, 0, 0),
      Buffer.concat([Buffer.of(0x2c, 0, 0, 0, 0), size, Buffer.of(0, 8)]),
      inPieces(compressed(width * height, n % 256)),
    ]),
  )
  const header = Buffer.concat([Buffer.from('GIF89a'), size, Buffer.of(0xf7, 0, 0)])
  return Buffer.concat([header, colors, repeats, ...blocks, ...pictures, Buffer.of(0x3b), behind])
}

export function gifComment(text: string): Buffer {
  return Buffer.concat([Buffer.of(0x21, 0xfe), inPieces(Buffer.from(text))])
}

/** So many pixels of one colour, as codes of nine bits that stand for one pixel each. */
function compressed(pixels: number, color: number): Buffer {
  const codes: number[] = []
  for (let n = 0; n < pixels; n++) {
    if (n % runPixels === 0) codes.push(256)
    codes.push(color)
  }
  codes.push(257)
  const bytes = Buffer.alloc(Math.ceil((codes.length * 9) / 8))
  codes.forEach((code, n) => {
    const bit = n * 9
    const shifted = code << (bit % 8)
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (shifted & 0xff)
    bytes[(bit >> 3) + 1] = (bytes[(bit >> 3) + 1] ?? 0) | (shifted >> 8)
  })
  return bytes
}

function inPieces(data: Buffer): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at < data.length; at += 255) {
    const piece = data.subarray(at, at + 255)
    pieces.push(Buffer.of(piece.length), piece)
  }
  return Buffer.concat([...pieces, Buffer.of(0)])
}

function uint16(value: number): Buffer {
  return Buffer.of(value & 0xff, value >> 8)
}
