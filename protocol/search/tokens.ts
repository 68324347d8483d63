/** One piece of a text that search compares: a word, or two neighbouring signs of a script without spaces. */
export interface Token {
  /** Folded: without case, accents or presentation forms. Letters, digits and marks only. */
  word: string
  /** Where it stands in the text, in UTF-16 units. */
  start: number
  end: number
  /** Where its first sign ends. */
  firstEnd: number
  /** The last sign of a run without spaces once more, by itself, so that it is found alone. */
  isTail: boolean
}

interface Sign {
  folded: string
  start: number
  end: number
  isUnspaced: boolean
}

/** Longer words are cut: nobody types them, and a database refuses the longest. */
const mostCharacters = 64

const ascii = /^\p{ASCII}*$/u
const asciiWord = /[a-z0-9]+/gi
/** A letter or digit with the marks that belong to it. */
const sign = /[\p{L}\p{N}]\p{M}*/gu
const unspaced =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]/u
/** Accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic: people leave them out. */
const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g
const unsearchable = /[^\p{L}\p{N}\p{M}]/gu
/** Letters that people write otherwise where their keyboard lacks them, and that Unicode does not take apart. */
const spelled: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
  ['ς', 'σ'],
])

/**
 * Takes a text apart for search. Words end where letters and digits end: an address, a path or a name with dashes is
 * several words that follow one another. Where a script has no spaces, each pair of neighbouring signs is a word.
 */
export function tokensOf(text: string): Token[] {
  if (!ascii.test(text)) return runsOf(text).flatMap(tokensOfRun)
  return Array.from(text.matchAll(asciiWord), ({ 0: word, index }) =>
    newToken(word.toLowerCase(), index, index + word.length),
  )
}

/** The words of a text alone, as they go into an index: the same as those of `tokensOf`, for less. */
export function wordsOf(text: string): string[] {
  if (!ascii.test(text)) return tokensOf(text).map(({ word }) => word)
  return Array.from(text.toLowerCase().match(asciiWord) ?? [], shortened)
}

/** One sign of a script without spaces, which the index has as the beginning of a pair. */
export function isLoneSign({ word, firstEnd, end }: Token): boolean {
  return firstEnd === end && unspaced.test(word)
}

/** Signs that follow one another, all of scripts with spaces or all of scripts without. */
function runsOf(text: string): Sign[][] {
  const runs: Sign[][] = []
  let last: Sign | undefined
  for (const { 0: written, index } of text.matchAll(sign)) {
    const next = newSign(written, index)
    const goesOn = last?.end === next.start && last.isUnspaced === next.isUnspaced
    if (goesOn) runs.at(-1)?.push(next)
    else runs.push([next])
    last = next
  }
  return runs
}

/** One letter or digit as it is compared. */
export function foldSign(written: string): string {
  const plain = written.normalize('NFKD').toLowerCase().replace(accents, '').normalize('NFC')
  return (spelled.get(plain) ?? plain).replace(unsearchable, '')
}

function newSign(written: string, start: number): Sign {
  const folded = foldSign(written)
  return { folded, start, end: start + written.length, isUnspaced: unspaced.test(folded) }
}

function tokensOfRun(run: readonly Sign[]): Token[] {
  const [first] = run
  const last = run.at(-1)
  if (!first || !last) return []
  if (!first.isUnspaced) {
    const word = run.map(({ folded }) => folded).join('')
    return word === '' ? [] : [newToken(word, first.start, last.end)]
  }
  return run.map((one, position) => {
    const next = run[position + 1]
    return {
      word: one.folded + (next?.folded ?? ''),
      start: one.start,
      end: next?.end ?? one.end,
      firstEnd: one.end,
      isTail: next === undefined && run.length > 1,
    }
  })
}

function newToken(word: string, start: number, end: number): Token {
  return { word: shortened(word), start, end, firstEnd: end, isTail: false }
}

function shortened(word: string): string {
  return word.length > mostCharacters ? word.slice(0, mostCharacters) : word
}
