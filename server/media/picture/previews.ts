import { writeFile } from 'node:fs/promises'
import { previewPath, previewWidths } from '../outputs'
import type { Found } from '../worker-messages'
import { decoding, openPicture } from './decoding'

const quality = 80
const placeholderColors = 32
/** WebP knows no longer sides. */
const mostHeight = 16_383

/**
 * Writes the smaller pictures of one of this size, each made of the next larger one, since decoding the whole costs most.
 * @throws MediaError `invalid_file`
 */
export async function makePreviews(
  picture: Uint8Array,
  { width, height }: { width: number; height: number },
  output: string,
): Promise<Pick<Found, 'previews' | 'placeholder'>> {
  const previews: number[] = []
  let smallest = picture
  for (const preview of previewWidths.toReversed()) {
    if (preview >= width || (height * preview) / width > mostHeight) continue
    const image = openPicture(smallest).resize(preview).webp({ quality })
    smallest = await decoding(() => image.bytes())
    await writeFile(previewPath(output, preview), smallest)
    previews.unshift(preview)
  }
  return { previews, placeholder: await placeholderOf(smallest) }
}

/** A blur of at most 32 pixels, in so few colours that it stays below 1 kB. */
async function placeholderOf(picture: Uint8Array): Promise<string> {
  const blurred = await decoding(() => openPicture(picture).placeholder())
  const bytes = Buffer.from(blurred.slice(blurred.indexOf(',') + 1), 'base64')
  return new Bun.Image(bytes).png({ palette: true, colors: placeholderColors, compressionLevel: 9 }).dataurl()
}
