/** A JPEG of 4000 by 3000 pixels, with large shapes and a fine grain, as photographs have them. */
export async function photograph(): Promise<Uint8Array<ArrayBuffer>> {
  const [width, height] = [1000, 750]
  const rgb = new Uint8Array(width * height * 3).map((_, n) => {
    const [x, y] = [Math.floor(n / 3) % width, Math.floor(n / 3 / width)]
    const shape = 128 + 90 * Math.sin(x / 70 + (n % 3)) * Math.cos(y / 50)
    return shape + ((n * 7919) % 31)
  })
  const made = await new Bun.Image(bitmap(width, height, rgb))
    .resize(4000, 3000)
    .jpeg({ quality: 92 })
    .bytes()
  return new Uint8Array(made)
}

/** An uncompressed bitmap; its lines need no padding, since its width is a multiple of four. */
function bitmap(width: number, height: number, rgb: Uint8Array): Uint8Array {
  const header = Buffer.alloc(54)
  header.write('BM')
  header.writeUInt32LE(header.length + rgb.length, 2)
  header.writeUInt32LE(header.length, 10)
  header.writeUInt32LE(40, 14)
  header.writeInt32LE(width, 18)
  header.writeInt32LE(height, 22)
  header.writeUInt16LE(1, 26)
  header.writeUInt16LE(24, 28)
  return Buffer.concat([header, rgb])
}
