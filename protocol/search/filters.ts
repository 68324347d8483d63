/** What may stand before a colon in a search: who wrote it, where, what is in it, when. */
export const filterNames = ['from', 'in', 'has', 'before', 'after'] as const
export type FilterName = (typeof filterNames)[number]

/** Something between blanks that somebody typed into the search box, or between quotation marks. */
export interface Piece {
  /** Where it stands in what was typed, in UTF-16 units. */
  start: number
  end: number
  kind: 'words' | 'filter' | 'unknown_filter' | 'excluded_filter'
  /** What stands before the colon of a filter, in lower case; empty for words. */
  name: string
  /** What stands after it, without quotation marks; of words all there is. */
  value: string
}

/** Names that other programs have for filters. A colon behind any other word is just a colon. */
const otherNames = new Set(
  'is to with on by author sender room channel chat since until during date near mentions file type'.split(
    ' ',
  ),
)
const pieces = /-?(?:[a-z]+:)?"[^"]*"?|\S+/gi
const filter = /^(-?)([a-z]+):(?!\/)"?([^"]*)"?$/i

/** Takes apart what somebody typed into the search box. */
export function piecesOf(text: string): Piece[] {
  return Array.from(text.matchAll(pieces), ({ 0: written, index }) => {
    const place = { start: index, end: index + written.length }
    const [, minus, named, value = ''] = filter.exec(written) ?? []
    const name = named?.toLowerCase() ?? ''
    if (isFilterName(name)) return { ...place, kind: minus ? 'excluded_filter' : 'filter', name, value }
    if (otherNames.has(name) && value !== '') return { ...place, kind: 'unknown_filter', name, value }
    return { ...place, kind: 'words', name: '', value: written }
  })
}

/** What is left to be found in the texts themselves, as `termsOf` reads it. */
export function wordsIn(pieces: readonly Piece[]): string {
  return pieces.flatMap(({ kind, value }) => (kind === 'words' ? value : [])).join(' ')
}

/** What was typed without one of its pieces. */
export function withoutPiece(text: string, { start, end }: Piece): string {
  return `${text.slice(0, start).trimEnd()} ${text.slice(end).trimStart()}`.trim()
}

/** How a filter is written, so that `piecesOf` reads the same value again. */
export function written(name: FilterName, value: string): string {
  return /\s/.test(value) ? `${name}:"${value}"` : `${name}:${value}`
}

function isFilterName(name: string): name is FilterName {
  return (filterNames as readonly string[]).includes(name)
}
