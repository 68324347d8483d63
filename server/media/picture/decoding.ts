import { bounds } from '../bounds'
import { invalid } from '../inspected'
import { sentences } from '../sentences'

/** Opens a picture that is not trusted. */
export function openPicture(picture: Uint8Array): Bun.Image {
  return new Bun.Image(picture, { maxPixels: bounds.picturePixels })
}

/** @throws MediaError `invalid_file` where the picture is to blame */
export async function decoding<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ERR_IMAGE_TOO_MANY_PIXELS') invalid(sentences.manyPixels)
    if (code === 'ERR_IMAGE_DECODE_FAILED' || code === 'ERR_IMAGE_UNKNOWN_FORMAT') invalid()
    throw error
  }
}
