import { z } from 'zod'

/** Counts Unicode code points, the unit of every length limit. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/**
 * Text that can be stored exactly as sent in both databases: no NUL, which PostgreSQL refuses, and no
 * unpaired surrogate, which has no UTF-8 form.
 */
export function storableText(least: number, most: number) {
  return z.string().check(
    z.refine((text) => !text.includes('\u0000'), 'must not contain the NUL character'),
    z.refine((text) => text.isWellFormed(), 'must be well-formed Unicode'),
    z.refine((text) => countCharacters(text) >= least, `must have at least ${least} characters`),
    z.refine((text) => countCharacters(text) <= most, `must have at most ${most} characters`),
  )
}

/** Shortens text to at most `most` characters, ending in an ellipsis when something was cut. */
export function shorten(text: string, most: number): string {
  const characters = Array.from(text.slice(0, most * 2))
  if (characters.length <= most && text.length <= most * 2) return text
  return `${characters.slice(0, most - 1).join('')}…`
}
