import { type Mention, namedPlaces } from '../mentions'
import type { Range } from './tree'

/** A name in a text that means somebody, with the `@` before it. */
export type NamedRange = Range & { readonly mention: Mention }

/** What is parsed, from its beginning to its end. */
export interface Source {
  readonly text: string
  /** The names that stand wholly in a range. Ranges are asked for in the order of the text, each part of it once. */
  takeNames(range: Range): NamedRange[]
}

export function createSource(text: string, mentions: readonly Mention[]): Source {
  const names = namesIn(text, mentions)
  let next = 0
  return {
    text,
    takeNames({ start, end }) {
      const taken: NamedRange[] = []
      for (let name = names[next]; name && name.end <= end; name = names[++next]) {
        if (name.start >= start) taken.push(name)
      }
      return taken
    },
  }
}

function namesIn(text: string, mentions: readonly Mention[]): NamedRange[] {
  if (mentions.length === 0) return []
  const byName = new Map(mentions.map((mention) => [mention.name, mention]))
  return namedPlaces(text).flatMap(({ at, readings }) => {
    const mention = byName.get(readings.find((name) => byName.has(name)) ?? '')
    return mention ? [{ start: at, end: at + 1 + mention.name.length, mention }] : []
  })
}
