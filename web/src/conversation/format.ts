/** What can be made of a selection, in the Markdown that messages may use. */
export type Format = 'bold' | 'italic' | 'strike' | 'code' | 'quote' | 'list' | 'link'

/** A piece of the text that is replaced, and what is selected afterwards. */
export interface Change {
  from: number
  to: number
  insert: string
  select: [start: number, end: number]
}

const signs = { bold: '**', italic: '*', strike: '~~', code: '`' } as const
const lineSigns = { quote: '> ', list: '- ' } as const

/** Formats what is selected, or takes the format away where it has it already. */
export function formatted(text: string, selection: [number, number], format: Format): Change {
  if (format === 'link') return linked(text, selection, 'https://')
  if (format === 'quote' || format === 'list') return withLines(text, selection, lineSigns[format])
  if (format === 'code' && text.slice(...selection).includes('\n')) return block(text, selection)
  return wrapped(text, trimmed(text, selection), signs[format])
}

/** Makes a link of what is selected. Without a selection the label is still to be written. */
export function linked(text: string, selection: [number, number], address: string): Change {
  const [from, to] = trimmed(text, selection)
  const label = text.slice(from, to)
  // Brackets would end the address before its time.
  const target = address.replaceAll('(', '%28').replaceAll(')', '%29')
  const insert = `[${label}](${target})`
  const end = from + insert.length - 1
  const select: [number, number] = label === '' ? [from + 1, from + 1] : [end - target.length, end]
  return { from, to, insert, select }
}

function wrapped(text: string, [from, to]: [number, number], sign: string): Change {
  const inner = text.slice(from, to)
  const long = sign.length
  if (isWrapped(text, from, to, sign)) {
    const start = from - long
    return { from: start, to: to + long, insert: inner, select: [start, start + inner.length] }
  }
  const select: [number, number] = [from + long, to + long]
  return { from, to, insert: `${sign}${inner}${sign}`, select }
}

/** One star beside another is bold, not italic; three are both. */
function isWrapped(text: string, from: number, to: number, sign: string): boolean {
  if (sign !== '*') return text.slice(0, from).endsWith(sign) && text.slice(to).startsWith(sign)
  const [before] = /\**$/.exec(text.slice(0, from)) ?? ['']
  const [after] = /^\**/.exec(text.slice(to)) ?? ['']
  return before.length % 2 === 1 && after.length % 2 === 1
}

function block(text: string, [from, to]: [number, number]): Change {
  const before = from === 0 || text[from - 1] === '\n' ? '' : '\n'
  const after = to === text.length || text[to] === '\n' ? '' : '\n'
  const opening = `${before}\`\`\`\n`
  const insert = `${opening}${text.slice(from, to)}\n\`\`\`${after}`
  return { from, to, insert, select: [from + opening.length, to + opening.length] }
}

/** Whole lines, also where only a part of them is selected. */
function withLines(text: string, [start, end]: [number, number], sign: string): Change {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end)
  const to = next < 0 ? text.length : next
  const lines = text.slice(from, to).split('\n')
  const hasIt = lines.every((line) => line.startsWith(sign))
  const insert = lines.map((line) => (hasIt ? line.slice(sign.length) : `${sign}${line}`)).join('\n')
  const at = from + insert.length
  return { from, to, insert, select: start === end ? [at, at] : [from, at] }
}

/** Without the blanks at its ends, which no sign may touch. */
function trimmed(text: string, [start, end]: [number, number]): [number, number] {
  const inner = text.slice(start, end)
  if (inner.trim() === '') return [start, end]
  return [start + inner.length - inner.trimStart().length, end - inner.length + inner.trimEnd().length]
}
