import { matchesOf, type Term } from '#protocol/search/terms'

/** A part of a text, and whether it is what was looked for. */
export interface Part {
  text: string
  isMatch: boolean
  /** Where it begins in what is shown. */
  at: number
}

/** So much of what stands before the first match is shown. */
const before = 60
const most = 300

/** What to show of a text that was found: from a little before the first match, in parts to mark or not. */
export function excerptOf(content: string, terms: readonly Term[]): Part[] {
  const matches = matchesOf(content, terms)
  const start = startBefore(content, matches[0]?.[0] ?? 0)
  const end = Math.min(content.length, start + most)
  const parts: Part[] = start > 0 ? [{ text: '…', isMatch: false, at: -1 }] : []
  let at = start
  for (const [from, to] of matches.filter(([from]) => from < end)) {
    if (from > at) parts.push({ text: content.slice(at, from), isMatch: false, at })
    parts.push({ text: content.slice(from, to), isMatch: true, at: from })
    at = to
  }
  if (at < end) parts.push({ text: content.slice(at, end), isMatch: false, at })
  return parts
}

/** The beginning of a word shortly before. */
function startBefore(content: string, match: number): number {
  if (match <= before) return 0
  const blank = content.slice(match - before, match).search(/\s\S/)
  return blank < 0 ? match : match - before + blank + 1
}
