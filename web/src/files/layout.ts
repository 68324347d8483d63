import type { StoredFile } from '#protocol/files'

type Sized = Pick<StoredFile, 'width' | 'height'>

/** In pixels of the page, as far as there is room. */
export const gridWidth = 340
const most = { width: 340, height: 400 }
const least = 120
/** What is narrower or wider than this is cut off at its edges. */
const ratios = { least: 0.5, most: 3 }
const usualRatio = 4 / 3

/** The place of a picture that stands alone, kept before any of it is there. */
export function soleBox({ width, height }: Sized): { width: number; ratio: number } {
  const own = width !== null && height !== null ? width / height : usualRatio
  const ratio = Math.min(ratios.most, Math.max(ratios.least, own))
  const wide = Math.min(most.width, most.height * ratio, width ?? most.width)
  return { width: Math.round(Math.max(least, wide)), ratio }
}

/** Whether a picture of several takes the whole width: the first, where else there would be a hole. */
export function isWide(position: number, count: number): boolean {
  return position === 0 && count % 2 === 1
}
