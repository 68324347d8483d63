import { unsaidTarget } from './addresses'
import type { Source } from './source'
import { type Mark, type Token, tokensOf } from './tokens'
import type { Inline, Range } from './tree'

/** Marks inside of more marks than this are shown as they were typed, so that no text makes a deep tree. */
const mostNested = 8

/** Marks that wait for their partner, and what stands behind each. */
interface Open {
  mark: Mark | null
  children: Inline[]
}

/** What stands in the lines of a paragraph, with the ends of the lines between them. No mark reaches across an empty line. */
export function inlinesOf(source: Source, lines: readonly Range[]): Inline[] {
  const found: Inline[] = []
  let tokens: Token[] = []
  for (const [position, line] of lines.entries()) {
    tokens.push(...tokensOf(source, line))
    if (position < lines.length - 1) tokens.push(lineEnd(line))
    if (line.start === line.end || position === lines.length - 1) {
      found.push(...paired(source, tokens))
      tokens = []
    }
  }
  return found
}

/** Gives each mark its partner. One that has none is text, as it was typed. */
function paired(source: Source, tokens: readonly Token[]): Inline[] {
  const root: Open = { mark: null, children: [] }
  const stack: Open[] = [root]
  for (const token of tokens) {
    if (token.kind === 'mark') placeMark(stack, token)
    else append(stack.at(-1) ?? root, token.kind === 'whole' ? token.inline : labelled(source, token))
  }
  settle(stack, 0)
  return root.children
}

function placeMark(stack: Open[], mark: Mark): void {
  const top = stack.at(-1)
  const partner = mark.closes ? stack.findLastIndex((open) => open.mark?.emphasis === mark.emphasis) : -1
  const opening = stack[partner]
  const outer = stack[partner - 1]
  if (opening && outer && (opening.children.length > 0 || partner < stack.length - 1)) {
    settle(stack, partner)
    stack.length = partner
    append(outer, { kind: mark.emphasis, children: opening.children })
  } else if (mark.opens && stack.length <= mostNested) {
    stack.push({ mark, children: [] })
  } else if (top) {
    append(top, textOf(mark))
  }
}

/** Makes texts of the marks above a place in the stack, and gives what stands behind them to what is there. */
function settle(stack: Open[], place: number): void {
  for (const open of stack.slice(place + 1)) {
    const into = stack[place]
    if (!into) return
    if (open.mark) append(into, textOf(open.mark))
    for (const child of open.children) append(into, child)
  }
}

/** Texts that follow on from one another become one. */
function append({ children }: Open, next: Inline): void {
  const last = children.at(-1)
  if (last?.kind === 'text' && next.kind === 'text' && last.end === next.start) {
    children[children.length - 1] = { kind: 'text', start: last.start, end: next.end }
  } else children.push(next)
}

function labelled(source: Source, { href, label }: Extract<Token, { kind: 'label' }>): Inline {
  const tokens = tokensOf({ ...source, takeNames: () => [] }, label)
  const children = paired(
    source,
    tokens.map((token) => (isLink(token) ? asText(token) : token)),
  )
  const leadsTo = unsaidTarget(href, source.text.slice(label.start, label.end))
  return { kind: 'link', href, leadsTo, children }
}

/** A link in the label of another would lead elsewhere than it says. */
function isLink(token: Token): boolean {
  return token.kind === 'label' || (token.kind === 'whole' && token.inline.kind === 'link')
}

function asText({ start, end }: Range): Token {
  return { kind: 'whole', inline: { kind: 'text', start, end }, start, end }
}

function textOf({ start, end }: Range): Inline {
  return { kind: 'text', start, end }
}

function lineEnd({ end }: Range): Token {
  return asText({ start: end, end: end + 1 })
}
