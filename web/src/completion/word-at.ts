import { isInCode } from './in-code'

/** A word that has just been begun with a sign that asks for suggestions. */
export interface BegunWord {
  kind: 'person' | 'emoji' | 'command'
  /** What stands behind the sign. */
  query: string
  /** Where the sign stands, and where the cursor does. */
  start: number
  end: number
}

/** The same places as in protocol/mentions: an `@` in an e-mail address or a longer word names nobody. */
const person = /(?<![\p{L}\p{N}_.+\-%@/])@([\p{L}\p{N}_.-]{0,32})$/u
const emoji = /(?<![\p{L}\p{N}:/])[:]([\p{L}\p{N}_+-]{2,32})$/u
const command = /^\/([\p{L}-]{0,32})$/u
const code = /(?<![\p{L}\p{N}:/])[:]([\p{L}\p{N}_+-]{2,48}):$/u

/** The word that ends at the cursor, if it began with `@`, `:` or, at the very beginning, `/`. Code suggests nothing. */
export function wordAt(text: string, cursor: number): BegunWord | null {
  const before = text.slice(0, cursor)
  if (/^[\p{L}\p{N}_]/u.test(text.slice(cursor))) return null
  for (const [kind, pattern] of [
    ['command', command],
    ['person', person],
    ['emoji', emoji],
  ] as const) {
    const found = pattern.exec(before)
    if (found) {
      return isInCode(before) ? null : { kind, query: found[1] ?? '', start: found.index, end: cursor }
    }
  }
  return null
}

/** A finished code such as `:tada:` that ends at the cursor. */
export function codeAt(text: string, cursor: number): { code: string; start: number } | null {
  const before = text.slice(0, cursor)
  const found = code.exec(before)
  return found && !isInCode(before) ? { code: found[1] ?? '', start: found.index } : null
}
