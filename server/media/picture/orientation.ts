const orientationTag = 0x0112
const shortNumber = 3
const entryBytes = 12
/** What JPEGs have before their Exif data, and some programs write into WebPs as well. */
const words = Buffer.from('Exif\0\0')

/** What makes a picture upright, by how it was held. What is not here is upright already. */
const turns: Readonly<Record<number, (image: Bun.Image) => Bun.Image>> = {
  2: (image) => image.flop(),
  3: (image) => image.rotate(180),
  4: (image) => image.flip(),
  5: (image) => image.rotate(90).flop(),
  6: (image) => image.rotate(90),
  7: (image) => image.rotate(90).flip(),
  8: (image) => image.rotate(270),
}

/** Turns and mirrors a picture as its Exif data say. Where they are broken it stays as it is. */
export function upright(image: Bun.Image, exif: Buffer): Bun.Image {
  const turn = turns[orientationIn(exif) ?? 0]
  return turn ? turn(image) : image
}

function orientationIn(exif: Buffer): number | null {
  const tiff = exif.subarray(exif.indexOf(words) === 0 ? words.length : 0)
  const isLittle = tiff.toString('latin1', 0, 4) === 'II*\0'
  const isBig = tiff.toString('latin1', 0, 4) === 'MM\0*'
  if (tiff.length < 8 || !(isLittle || isBig)) return null
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length)
  const directory = view.getUint32(4, isLittle)
  if (directory + 2 > tiff.length) return null
  const end = directory + 2 + view.getUint16(directory, isLittle) * entryBytes
  for (let at = directory + 2; at + entryBytes <= Math.min(end, tiff.length); at += entryBytes) {
    if (view.getUint16(at, isLittle) !== orientationTag) continue
    return view.getUint16(at + 2, isLittle) === shortNumber ? view.getUint16(at + 8, isLittle) : null
  }
  return null
}
