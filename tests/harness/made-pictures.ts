import { deflateSync, inflateSync } from 'node:zlib'

/** A PNG of a few soft colours, with other chunks before its picture where they are given. */
export function madePng(width: number, height: number, chunks: readonly Buffer[] = []): Buffer {
  const line = width * 3 + 1
  const pixels = Buffer.alloc(line * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * line + 1 + x * 3
      pixels[at] = Math.round((x * 255) / width)
      pixels[at + 1] = Math.round((y * 255) / height)
      pixels[at + 2] = ((x >> 4) + (y >> 4)) % 2 === 0 ? 40 : 200
    }
  }
  return pngOf(pngHeader(width, height), ...chunks, pngChunk('IDAT', deflateSync(pixels, { level: 1 })))
}

/** A PNG of four colours: `abcd` has them from left to right, and then from top to bottom. */
export function quarteredPng(width: number, height: number, order: string, chunks: readonly Buffer[] = []) {
  const colors = new Map(
    Object.entries({ a: [200, 30, 30], b: [30, 180, 40], c: [40, 60, 200], d: [220, 220, 60] }),
  )
  const pixels = Array.from({ length: height }, (_, y) => {
    const names = Array.from(
      { length: width },
      (_, x) => order[(2 * y < height ? 0 : 2) + (2 * x < width ? 0 : 1)],
    )
    return [0, ...names.flatMap((name = '') => colors.get(name) ?? [])]
  })
  const data = deflateSync(Buffer.from(pixels.flat()))
  return pngOf(pngHeader(width, height), ...chunks, pngChunk('IDAT', data))
}

/** A PNG through which one half of what is behind it is seen. */
export function sheerPng(width: number, height: number): Buffer {
  const line = Buffer.from([0, ...Array.from({ length: width }, () => [200, 40, 40, 128]).flat()])
  const pixels = Buffer.concat(Array.from({ length: height }, () => line))
  return pngOf(pngHeader(width, height, 6), pngChunk('IDAT', deflateSync(pixels)))
}

/** How much of a picture's middle is not seen through, up to 255. */
export async function opacityOf(picture: Uint8Array): Promise<number> {
  const png = Buffer.from(await new Bun.Image(picture).resize(1, 1).png().bytes())
  const data = png.indexOf('IDAT') + 4
  const isRgba = png.readUInt8(25) === 6
  return isRgba ? inflateSync(png.subarray(data)).readUInt8(4) : 255
}

/** A file that says it is a PNG of this size, with so little in it as there can be. */
export function emptyPng(width: number, height: number): Buffer {
  return pngOf(pngHeader(width, height), pngChunk('IDAT', deflateSync(Buffer.alloc(64))))
}

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([uint32(data.length), typed, uint32(Bun.hash.crc32(typed))])
}

/** A JPEG, with segments behind its first marker where they are given. */
export async function madeJpeg(width: number, height: number, ...segments: Buffer[]): Promise<Buffer> {
  const picture = Buffer.from(await new Bun.Image(madePng(width, height)).jpeg({ quality: 90 }).bytes())
  return Buffer.concat([picture.subarray(0, 2), ...segments, picture.subarray(2)])
}

export async function madeWebp(width: number, height: number): Promise<Buffer> {
  return Buffer.from(await new Bun.Image(madePng(width, height)).webp({ quality: 80 }).bytes())
}

/** A WebP that shows exactly what another picture shows. */
export async function losslessWebp(picture: Uint8Array): Promise<Buffer> {
  return Buffer.from(await new Bun.Image(picture).webp({ lossless: true }).bytes())
}

/** The same WebP with Exif data behind its picture. */
export async function webpWithExif(webp: Buffer, exif: Buffer): Promise<Buffer> {
  const { width, height } = await new Bun.Image(webp).metadata()
  const canvas = Buffer.concat([Buffer.of(0x08, 0, 0, 0), uint24(width - 1), uint24(height - 1)])
  return riffChunk(
    'RIFF',
    Buffer.concat([
      Buffer.from('WEBP'),
      riffChunk('VP8X', canvas),
      webp.subarray(12),
      riffChunk('EXIF', exif),
    ]),
  )
}

/** A WebP that says it moves. */
export async function movingWebp(width: number, height: number): Promise<Buffer> {
  const frame = (await madeWebp(width, height)).subarray(12)
  const canvas = Buffer.concat([Buffer.of(0x02, 0, 0, 0), uint24(width - 1), uint24(height - 1)])
  const place = Buffer.concat([
    uint24(0),
    uint24(0),
    uint24(width - 1),
    uint24(height - 1),
    uint24(100),
    Buffer.of(0),
  ])
  const frames = [frame, frame].map((data) => riffChunk('ANMF', Buffer.concat([place, data])))
  const chunks = [riffChunk('VP8X', canvas), riffChunk('ANIM', Buffer.alloc(6)), ...frames]
  return riffChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]))
}

/** What a phone writes into a photograph: how it was held, and where. */
export function exifSegment(orientation: number, place: string): Buffer {
  return jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifOf(orientation, place)]))
}

/** The same as PNGs and WebPs hold it. */
export function exifOf(orientation: number, place: string): Buffer {
  const noted = Buffer.from(`${place}\0`)
  const entries = [
    exifEntry(0x0112, 3, 1, orientation),
    exifEntry(0x010e, 2, noted.length, 8 + 2 + 3 * 12 + 4),
    exifEntry(0x8825, 4, 1, 8 + 2 + 3 * 12 + 4 + noted.length),
  ]
  const position = Buffer.concat([
    Buffer.of(1, 0),
    exifEntry(0x0001, 2, 2, 'N'.charCodeAt(0)),
    Buffer.alloc(4),
  ])
  return Buffer.concat([
    Buffer.from('II*\0\x08\0\0\0\x03\0', 'latin1'),
    ...entries,
    Buffer.alloc(4),
    noted,
    position,
  ])
}

export function jpegSegment(marker: number, data: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(data.length + 2)
  return Buffer.concat([Buffer.of(0xff, marker), length, data])
}

function exifEntry(tag: number, type: number, count: number, value: number): Buffer {
  const entry = Buffer.alloc(12)
  entry.writeUInt16LE(tag, 0)
  entry.writeUInt16LE(type, 2)
  entry.writeUInt32LE(count, 4)
  entry.writeUInt32LE(value, 8)
  return entry
}

function pngOf(...chunks: Buffer[]): Buffer {
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return Buffer.concat([signature, ...chunks, pngChunk('IEND', Buffer.alloc(0))])
}

function pngHeader(width: number, height: number, colorType = 2): Buffer {
  return pngChunk('IHDR', Buffer.concat([uint32(width), uint32(height), Buffer.of(8, colorType, 0, 0, 0)]))
}

function riffChunk(type: string, data: Buffer): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(data.length)
  return Buffer.concat([Buffer.from(type), size, data, Buffer.alloc(data.length % 2)])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function uint24(value: number): Buffer {
  return Buffer.of(value & 0xff, (value >> 8) & 0xff, value >> 16)
}
