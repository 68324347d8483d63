import type { Mention } from '../mentions'
import { inlinesOf } from './inline'
import { createSource, type Source } from './source'
import type { Block, ListItem, Range } from './tree'

/** Quotes and lists inside of one another beyond this are shown as they were typed. */
const mostNested = 3

const quoted = /^ {0,3}>(?: |$)/
/** An empty line begins no quote: nothing would be left of it. */
const quoteStart = /^ {0,3}> (?=.*\S)/
const item = /^( {0,6})(?:[-*]|(\d{1,3})\.) +(?=\S)/
const fence = /^ {0,3}```([^`]*)$/
const oneWord = /^[\w+#.-]{0,20}$/

/**
 * Reads the subset of Markdown that messages may use: **bold**, *italic*, ~~strike~~, `code`, blocks of code, quotes,
 * lists and links. Whatever has no partner or is something else stays text, so that all that was written can be seen. The
 * time it takes grows with the length of the text, whatever is in it.
 */
export function parseMarkdown(text: string, mentions: readonly Mention[]): Block[] {
  return blocksOf(createSource(text, mentions), linesOf(text), 0)
}

function linesOf(text: string): Range[] {
  let start = 0
  return text.split('\n').map((line) => {
    const range = { start, end: start + line.length }
    start = range.end + 1
    return range
  })
}

function blocksOf(source: Source, lines: readonly Range[], depth: number): Block[] {
  const blocks: Block[] = []
  let paragraph: Range[] = []
  let mayHoldFence = true

  function endParagraph(isLast: boolean): void {
    const kept = trimmed(source, paragraph, blocks.length > 0, !isLast)
    if (kept.length > 0) blocks.push({ kind: 'paragraph', children: inlinesOf(source, kept) })
    paragraph = []
  }

  for (let at = 0; at < lines.length; ) {
    const isFence = mayHoldFence && fence.test(wordsOf(source, lines[at]))
    const code = isFence ? codeAt(source, lines, at) : null
    if (isFence && !code) mayHoldFence = false
    const taken = code ?? (depth < mostNested ? nestedAt(source, lines, at) : null)
    if (taken) {
      endParagraph(false)
      blocks.push(taken.make(depth + 1))
      at = taken.next
    } else {
      paragraph.push(...lines.slice(at, at + 1))
      at++
    }
  }
  endParagraph(true)
  return blocks
}

/** A block that begins at a line. It is made when all before it is: names are taken in order. */
interface Taken {
  /** The first line behind it. */
  next: number
  make(depth: number): Block
}

/** Code between two lines of three backticks; the last may stand behind the code. */
function codeAt(source: Source, lines: readonly Range[], at: number): Taken | null {
  let close = at + 1
  while (close < lines.length && !wordsOf(source, lines[close]).trimEnd().endsWith('```')) close++
  const opening = lines[at]
  const closing = lines[close]
  if (!opening || !closing) return null
  const info = fence.exec(wordsOf(source, opening))?.[1]?.trim() ?? ''
  const isLanguage = oneWord.test(info)
  const first = isLanguage ? [] : [{ start: source.text.indexOf(info, opening.start), end: opening.end }]
  const last = { start: closing.start, end: withoutTicks(source.text, closing) }
  const inside = [...first, ...lines.slice(at + 1, close)]
  const code = wordsOf(source, last).trim() === '' ? inside : [...inside, last]
  if (code.length === 0) return null
  return {
    next: close + 1,
    make: () => ({ kind: 'code_block', language: isLanguage ? info : '', lines: code }),
  }
}

function withoutTicks(text: string, { start, end }: Range): number {
  let at = start + text.slice(start, end).trimEnd().length
  while (at > start && text.charAt(at - 1) === '`') at--
  return at
}

function nestedAt(source: Source, lines: readonly Range[], at: number): Taken | null {
  const words = wordsOf(source, lines[at])
  if (quoteStart.test(words)) return quoteAt(source, lines, at)
  return item.test(words) ? listAt(source, lines, at) : null
}

function quoteAt(source: Source, lines: readonly Range[], at: number): Taken {
  const inside: Range[] = []
  let next = at
  for (let line = lines[next]; line; line = lines[++next]) {
    const mark = quoted.exec(wordsOf(source, line))
    if (!mark) break
    inside.push({ start: line.start + mark[0].length, end: line.end })
  }
  return {
    next,
    make: (depth) => ({ kind: 'quote', blocks: blocksOf(source, inside, depth) }),
  }
}

/** An item goes on as long as its lines stand further in than its mark. */
function listAt(source: Source, lines: readonly Range[], at: number): Taken {
  const items: { number: number | null; lines: Range[] }[] = []
  const first = item.exec(wordsOf(source, lines[at]))
  const isOrdered = first?.[2] !== undefined
  const indent = first?.[1]?.length ?? 0
  let next = at
  for (let line = lines[next]; line; line = lines[++next]) {
    const words = wordsOf(source, line)
    const further = words.length - words.trimStart().length
    const mark = further < indent + 2 ? item.exec(words) : null
    if (mark) {
      if ((mark[2] !== undefined) !== isOrdered || further < indent) break
      const number = mark[2] === undefined ? null : Number(mark[2])
      items.push({ number, lines: [{ start: line.start + mark[0].length, end: line.end }] })
    } else {
      if (words.trim() === '' || further < indent + 2) break
      items.at(-1)?.lines.push({ start: line.start + indent + 2, end: line.end })
    }
  }
  return {
    next,
    make: (depth) => ({
      kind: 'list',
      isOrdered,
      items: items.map(
        ({ number, lines: inside }): ListItem => ({
          number,
          blocks: blocksOf(source, inside, depth),
        }),
      ),
    }),
  }
}

/** Empty lines beside a block are the distance it has anyway. */
function trimmed(source: Source, lines: readonly Range[], isBehindBlock: boolean, isBeforeBlock: boolean) {
  const isFilled = (line: Range) => wordsOf(source, line).trim() !== ''
  const first = isBehindBlock ? lines.findIndex(isFilled) : 0
  const last = isBeforeBlock ? lines.findLastIndex(isFilled) : lines.length - 1
  return first < 0 ? [] : lines.slice(first, last + 1)
}

function wordsOf({ text }: Source, line: Range | undefined): string {
  return line ? text.slice(line.start, line.end) : ''
}
