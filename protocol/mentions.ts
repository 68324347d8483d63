import { z } from 'zod'
import { id } from './ids'
import { limits } from './limits'

/** Somebody whom a text names with an `@`, as the server understood it. */
export const mention = z.object({
  /** Null for everyone in the room. */
  user_id: z.nullable(id),
  /** As it is written in the text, without the `@`. */
  name: z.string(),
})
export type Mention = z.infer<typeof mention>

/** These names mean everyone, except in a direct room. */
export const everyoneNames: ReadonlySet<string> = new Set(['all', 'here'])

/** A place in a text that may name somebody. */
export interface NamedPlace {
  /** Where the `@` stands. */
  at: number
  /** The names that may be meant, the longest first: a full stop can belong to a name or end a sentence. */
  readings: string[]
}

const code = /```[\s\S]*?(?:```|$)|`[^`\n]+`/g
const address = /\bhttps?:\/\/\S+/giu
/** Neither before nor after it stands what would make it a part of an e-mail address or of a longer word. */
const named = /(?<![\p{Script=Latin}\p{N}_.+\-%@/])@([A-Za-z0-9_.-]{3,})(?![\p{Script=Latin}\p{N}_.\-@])/gu

/** Where a text may name people. What stands in code or in web addresses names nobody. */
export function namedPlaces(text: string): NamedPlace[] {
  if (!text.includes('@')) return []
  const words = text.replace(code, blank).replace(address, blank)
  return [...words.matchAll(named)].map((match) => ({
    at: match.index,
    readings: readingsOf(match[1] ?? ''),
  }))
}

function readingsOf(run: string): string[] {
  const { least, most } = limits.usernameCharacters
  const shortest = run.replace(/[_.-]+$/, '').length
  const lengths = Array.from({ length: run.length - shortest + 1 }, (_, cut) => run.length - cut)
  return lengths.filter((length) => length >= least && length <= most).map((length) => run.slice(0, length))
}

function blank(text: string): string {
  return ' '.repeat(text.length)
}

/** Whether one of these names this person, be it with everyone else. */
export function isNamed(mentions: readonly Mention[], userId: string): boolean {
  return mentions.some(({ user_id }) => user_id === null || user_id === userId)
}
