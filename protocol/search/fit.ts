import { foldSign } from './tokens'

/** How a name meets what somebody typed; the smaller the better. */
export const fits = { beginning: 0, beginningOfWord: 1, inside: 2, scattered: 3 } as const
export type Fit = (typeof fits)[keyof typeof fits]

const part = /[\p{L}\p{N}]\p{M}*|\s+/gu

/**
 * How well a name meets what was typed, whatever the case, the accents and the signs between letters: it begins so, one
 * of its words does, it contains it, or has these letters in this order. Null where none of that holds.
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

/** A single letter stands in nearly every name. */
function isScattered(given: string, wanted: string): boolean {
  if (wanted.length < 2) return false
  let from = 0
  return Array.from(wanted).every((letter) => {
    const at = given.indexOf(letter, from)
    from = at + letter.length
    return at >= 0
  })
}
