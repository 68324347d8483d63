import { invalid } from '../inspected'

/** A picture of more pixels is refused by what its header says, before anything is decoded. */
export const mostPixels = 50_000_000

const sentences: Record<string, string> = {
  ERR_IMAGE_TOO_MANY_PIXELS: `A picture can have at most ${mostPixels / 1e6} million pixels.`,
  ERR_IMAGE_DECODE_FAILED: 'This picture is damaged.',
  ERR_IMAGE_UNKNOWN_FORMAT: 'This picture is damaged.',
}

/** @throws MediaError `invalid_file` where the picture is to blame */
export async function decoding<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const sentence = sentences[(error as NodeJS.ErrnoException).code ?? '']
    if (sentence !== undefined) invalid(sentence)
    throw error
  }
}
