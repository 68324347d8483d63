import { foldSign } from './tokens'

/** How a name meets what somebody typed; the smaller the better. */
export const fits = { beginning: 0, beginningOfWord: 1, inside: 2, scattered: 3 } as const
export type Fit = (typeof fits)[keyof typeof fits]

const part = /[\p{L}\p{N}]\p{M}*|\s+/gu

/**
 * How well a name meets what was typed, whatever the case, the accents and the signs between letters: it begins so, one
 * of its words does, it contains it, or is made of the beginnings of its words. Null where none of that holds.
 */
export function fitOf(name: string, typed: string): Fit | null {
  const wanted = folded(typed)
  if (wanted === '') return null
  const given = folded(name)
  if (given.startsWith(wanted)) return fits.beginning
  if (given.includes(` ${wanted}`)) return fits.beginningOfWord
  if (given.includes(wanted)) return fits.inside
  return isScattered(given, wanted.replaceAll(' ', '')) ? fits.scattered : null
}

/** A name without what people leave out or write otherwise. */
export function folded(name: string): string {
  const signs = Array.from(name.matchAll(part), ([written]) =>
    written.trim() === '' ? ' ' : foldSign(written),
  )
  return signs.join('').trim()
}

/**
 * Each letter begins a word or follows the one before it, as in `sl` and `sunlunch` for Sunday lunch. Letters that merely come in
 * this order stand in nearly every long name, as a single one does in every name.
 */
function isScattered(given: string, wanted: string): boolean {
  if (wanted.length < 2) return false
  const starts = Array.from(given.matchAll(/(?<=^| )\S/g), ({ index }) => index)
  /** Where the next letter may stand: right behind the last one, or at the beginning of a later word. */
  let behind = new Set([-1])
  for (const letter of wanted.split('')) {
    const first = Math.min(...behind)
    const places = [...behind, ...starts.filter((start) => start > first)]
    behind = new Set(places.filter((at) => given[at] === letter).map((at) => at + 1))
  }
  return behind.size > 0
}
