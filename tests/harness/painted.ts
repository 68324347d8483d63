import { crc32, deflateSync } from 'node:zlib'

/**
 * A true PNG of this size, by its own pattern. One that is `noisy` cannot be made smaller, and so has about three bytes for
 * each pixel.
 */
export function painted(width: number, height: number, { noisy = false } = {}): Blob {
  const lines = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (1 + width * 3) + 1 + x * 3
      if (noisy) lines.writeUIntBE(Math.floor(Math.random() * 0xffffff), at, 3)
      else lines.set([(x * 255) / width, (y * 255) / height, 140], at)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const parts = [
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return new Blob([new Uint8Array(Buffer.concat(parts))], { type: 'image/png' })
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(content.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
