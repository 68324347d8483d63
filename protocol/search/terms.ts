import { isLoneSign, type Token, tokensOf } from './tokens'

/** One condition on a text: that it contains these words one after the other, or that it does not. */
export interface Term {
  words: readonly string[]
  /** The last word is only the beginning of one. */
  isPrefix: boolean
  isExcluded: boolean
}

/** What stands between blanks, or between quotation marks; a missing last mark is forgiven. */
const part = /(-?)(?:"([^"]*)"?|(\S+))/g

/**
 * Reads what somebody typed: words that begin so, "exactly these in this order", and -not this. What has neither
 * letters nor digits asks for nothing.
 */
export function termsOf(query: string): Term[] {
  return Array.from(query.matchAll(part), ([, minus, quoted, bare]) => {
    const tokens = tokensSought(quoted ?? bare ?? '')
    const last = tokens.at(-1)
    return {
      words: tokens.map(({ word }) => word),
      isPrefix: last !== undefined && (isLoneSign(last) || (quoted === undefined && !isLetter(last))),
      isExcluded: minus === '-',
    }
  }).filter(({ words }) => words.length > 0)
}

/** Where a text meets the terms, for showing it: from and to in UTF-16 units, in order, without overlaps. */
export function matchesOf(text: string, terms: readonly Term[]): [number, number][] {
  const tokens = tokensOf(text)
  const found = terms
    .filter(({ isExcluded }) => !isExcluded)
    .flatMap((term) => tokens.flatMap((_, at) => rangeOf(tokens, at, term) ?? []))
    .sort(([left], [right]) => left - right)
  return found.reduce<[number, number][]>((joined, [start, end]) => {
    const last = joined.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
    return joined
  }, [])
}

/** A text as the index has it, but for what the index only repeats. */
function tokensSought(text: string): Token[] {
  const tokens = tokensOf(text)
  return tokens.at(-1)?.isTail ? tokens.slice(0, -1) : tokens
}

/** A single letter would begin a tenth of all words. */
function isLetter({ word }: Token): boolean {
  return /^\p{ASCII}$/u.test(word)
}

function rangeOf(
  tokens: readonly Token[],
  at: number,
  { words, isPrefix }: Term,
): [[number, number]] | undefined {
  const isMet = words.every((word, n) => {
    const met = tokens[at + n]?.word
    return n === words.length - 1 && isPrefix ? met?.startsWith(word) : met === word
  })
  const first = tokens[at]
  const last = tokens[at + words.length - 1]
  if (!isMet || !first || !last) return undefined
  const isOneSign = words.at(-1)?.length !== last.word.length && last.firstEnd < last.end
  return [[first.start, isOneSign ? last.firstEnd : last.end]]
}
