import { readFile, writeFile } from 'node:fs/promises'
import { bounds } from '../bounds'
import { outputPath } from '../outputs'
import type { Found, Task } from '../worker-messages'
import { decoding, openPicture } from './decoding'
import { readJpeg } from './jpeg'
import { upright } from './orientation'
import { readPng } from './png'
import { makePreviews } from './previews'
import { readWebp } from './webp'

const jpegQuality = 85
const webpQuality = 85
/** Higher levels take several times as long and save a few percent. */
const compressionLevel = 3

/** How each type is looked through, and how it is encoded anew. The reader says where the picture ends. */
const formats = {
  'image/jpeg': {
    read: readJpeg,
    encode: (image: Bun.Image) => image.jpeg({ quality: jpegQuality }),
  },
  'image/png': {
    read: readPng,
    encode: (image: Bun.Image) => image.png({ compressionLevel }),
  },
  'image/webp': {
    read: readWebp,
    encode: (image: Bun.Image, isLossless: boolean) =>
      image.webp(isLossless ? { lossless: true } : { quality: webpQuality }),
  },
}

/**
 * A still picture, decoded and encoded anew in its own type: upright, and without anything that is not picture or
 * colour profile.
 * @throws MediaError
 */
export async function remakePicture(task: Task, type: keyof typeof formats): Promise<Found> {
  const { read, encode } = formats[type]
  const given = await readFile(task.path)
  const { end, exif, isLossless = false } = read(given)
  const opened = openPicture(given.subarray(0, end))
  const image = encode(
    exif ? upright(opened, exif) : opened,
    isLossless && (await pixelsOf(opened)) <= bounds.losslessPixels,
  )
  const made = await decoding(() => image.bytes())
  await writeFile(outputPath(task.output), made)
  return {
    kind: 'picture',
    type,
    size: made.length,
    width: image.width,
    height: image.height,
    duration_ms: null,
    isNew: true,
    ...(await makePreviews(made, image, task.output)),
  }
}

async function pixelsOf(picture: Bun.Image): Promise<number> {
  const { width, height } = await decoding(() => picture.metadata())
  return width * height
}
