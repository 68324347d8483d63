import { safeHref, unsaidTarget, withoutTail } from './addresses'
import type { Source } from './source'
import type { Emphasis, Inline, Range } from './tree'

/** What a line is made of, before it is known which marks have a partner. Each names the part of the text it takes. */
export type Token =
  | (Range & { kind: 'whole'; inline: Inline })
  | (Range & { kind: 'label'; href: string; label: Range })
  | Mark

export interface Mark extends Range {
  kind: 'mark'
  emphasis: Emphasis
  opens: boolean
  closes: boolean
}

/** What may begin something: code, a link with a label, an address, a mark. */
const beginning =
  /(?<ticks>`+)|\[(?<label>[^[\]]+)\]\((?<target>(?:[^\s()<>]|\([^\s()<>]*\))+)\)|(?<address>\b(?:https?:\/\/|mailto:)[^\s<>"“”\u200e\u200f\u202a-\u202e\u2066-\u2069]+)|(?<marks>\*+|_+|~+)/giu

/** Runs of backticks: those before and behind code have the same length, of no more than this. */
const run = /`+/g
const mostTicks = 3

const emphases: ReadonlyMap<string, readonly Emphasis[]> = new Map([
  ['*', ['italic']],
  ['_', ['italic']],
  ['**', ['bold']],
  ['***', ['bold', 'italic']],
  ['~~', ['strike']],
])

/** A mark inside a word is none, in scripts that put spaces between words. */
const ofWord = /[\p{L}\p{N}]/u
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** Takes one line apart: all of it, in order, in a time that grows with its length. */
export function tokensOf(source: Source, line: Range): Token[] {
  const words = source.text.slice(line.start, line.end)
  const tokens: Token[] = []
  /** Runs of so many backticks have no partner any more in this line. */
  const unclosed = new Set<number>()
  let at = line.start
  beginning.lastIndex = 0
  for (let match = beginning.exec(words); match; match = beginning.exec(words)) {
    const start = line.start + match.index
    const { ticks, label, target, address, marks } = match.groups ?? {}
    const found = ticks
      ? codeAt(match, ticks.length, line.start, unclosed)
      : label && target
        ? labelAt(start, label, target)
        : address
          ? addressAt(start, address)
          : marksAt(start, marks ?? '', charactersAround(words, match))
    for (const token of found) {
      tokens.push(...plain(source, { start: at, end: token.start }), token)
      at = token.end
    }
    if (found.length > 0) beginning.lastIndex = at - line.start
    else if (label) beginning.lastIndex = match.index + 1
  }
  return [...tokens, ...plain(source, { start: at, end: line.end })]
}

/** Text between tokens, with the names in it. */
function plain(source: Source, range: Range): Token[] {
  const tokens: Token[] = []
  let at = range.start
  for (const { start, end, mention } of source.takeNames(range)) {
    tokens.push(...textToken(at, start), wholeToken({ kind: 'mention', start, end, mention }, start, end))
    at = end
  }
  return [...tokens, ...textToken(at, range.end)]
}

/** Code ends at the next run of just as many backticks. */
function codeAt(
  { input: words, index: at }: RegExpExecArray,
  ticks: number,
  offset: number,
  unclosed: Set<number>,
): Token[] {
  if (ticks > mostTicks || unclosed.has(ticks)) return []
  run.lastIndex = at + ticks
  for (let found = run.exec(words); found; found = run.exec(words)) {
    if (found[0].length !== ticks) continue
    const code: Inline = { kind: 'code', start: offset + at + ticks, end: offset + found.index }
    return [wholeToken(code, offset + at, code.end + ticks)]
  }
  unclosed.add(ticks)
  return []
}

function labelAt(start: number, label: string, target: string): Token[] {
  const href = safeHref(target)
  if (href === null) return []
  const range = { start: start + 1, end: start + 1 + label.length }
  return [{ kind: 'label', href, label: range, start, end: range.end + target.length + 3 }]
}

function addressAt(start: number, address: string): Token[] {
  const words = withoutTail(address)
  const href = safeHref(words)
  if (href === null) return []
  const end = start + words.length
  const children: Inline[] = [{ kind: 'text', start, end }]
  return [wholeToken({ kind: 'link', href, leadsTo: unsaidTarget(href, words), children }, start, end)]
}

/** A run of marks opens where a word follows, and closes where one went before. */
function marksAt(start: number, marks: string, [before, after]: readonly [string, string]): Token[] {
  const isOpening = after.trim() !== '' && !isOfWord(before)
  const isClosing = before.trim() !== '' && !isOfWord(after)
  const kinds = emphases.get(marks) ?? []
  // Of three stars the two stand outside of the one, on either side.
  const ordered = isOpening ? kinds : kinds.toReversed()
  let end = start
  return ordered.map((emphasis) => {
    const from = end
    end += emphasis === 'italic' ? 1 : 2
    return { kind: 'mark', emphasis, opens: isOpening, closes: isClosing, start: from, end }
  })
}

function charactersAround(words: string, match: RegExpExecArray): readonly [string, string] {
  return [words.charAt(match.index - 1), words.charAt(match.index + match[0].length)]
}

function isOfWord(character: string): boolean {
  return ofWord.test(character) && !unspaced.test(character)
}

function wholeToken(inline: Inline, start: number, end: number): Token {
  return { kind: 'whole', inline, start, end }
}

function textToken(start: number, end: number): Token[] {
  return start < end ? [wholeToken({ kind: 'text', start, end }, start, end)] : []
}
