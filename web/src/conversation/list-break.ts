import { isInBlock } from '../completion/in-code'
import type { Change } from './format'

/** The same lines as in protocol/markdown/parse, and those that are still empty. */
const item = /^( {0,6})(?:([-*])|(\d{1,3})\.) +(.*)$/

/**
 * What a line break is within a list: it begins the next item, and takes the sign of one that was left empty away, which ends
 * the list. Null elsewhere.
 */
export function listBreak(text: string, [from, to]: [number, number]): Change | null {
  const start = text.lastIndexOf('\n', from - 1) + 1
  const found = item.exec(text.slice(start, from))
  if (!found || isInBlock(text.slice(0, start))) return null
  const [, indent, bullet, number, words] = found
  const isLineEnd = to === text.length || text[to] === '\n'
  if (words === '') return isLineEnd ? { from: start, to, insert: '', select: [start, start] } : null
  const insert = `\n${indent}${bullet ?? `${Number(number) + 1}.`} `
  const at = from + insert.length
  return { from, to, insert, select: [at, at] }
}
