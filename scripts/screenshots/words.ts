import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const variants = z.array(z.object({ match: z.record(z.string(), z.string()) }))
const catalogue = z.record(z.string(), z.union([z.string(), variants]))
type Sentence = z.infer<typeof catalogue>[string]

/** Says in another language what the page says in English. Where English says the same in several areas, one has to be named. */
export type Say = (english: string, area?: string) => string

/** The values of a sentence by name; those of plurals are `shown` or `count`. */
type Values = Partial<Record<string, string>> & { shown?: string; count?: string }

/** Finds sentences by what they are in English, with their values; what is in no catalogue stays as it is. */
export function wordsIn(root: string, language: string): Say {
  const spoken = readCatalogue(root, language)
  const patterns = [...readCatalogue(root, 'en')]
    .flatMap(([key, sentence]) => formsOf(sentence).map((form) => ({ key, ...form })))
    .toSorted((one, other) => fixedLength(other.text) - fixedLength(one.text))
    .map(({ key, selector, text }) => ({ key, selector, pattern: patternOf(text) }))
  return (english, area = '') => {
    for (const { key, selector, pattern } of patterns) {
      if (!key.startsWith(area)) continue
      const values = pattern.exec(english)
      const sentence = values && spoken.get(key)
      if (sentence)
        return filled(sentence, values.groups ?? {}, selectorIn(language, selector, values.groups ?? {}))
    }
    return english
  }
}

function readCatalogue(root: string, language: string): Map<string, Sentence> {
  const folder = join(root, 'web/catalogue', language)
  return new Map(
    readdirSync(folder).flatMap((file) =>
      Object.entries(catalogue.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))),
    ),
  )
}

function formsOf(sentence: Sentence): { selector: string; text: string }[] {
  if (typeof sentence === 'string') return [{ selector: '', text: sentence }]
  return sentence.flatMap(({ match }) =>
    Object.entries(match).map(([selector, text]) => ({ selector, text })),
  )
}

/** What is said most precisely is found first. */
function fixedLength(text: string): number {
  return text.replace(/\{\w+\}/g, '').length
}

/** A value that is said twice is the same both times. */
function patternOf(text: string): RegExp {
  const escaped = text.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
  const named = new Set<string>()
  const pattern = escaped.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (named.has(name)) return `\\k<${name}>`
    named.add(name)
    return `(?<${name}>.+)`
  })
  return new RegExp(`^${pattern}$`, 'u')
}

/** The same choice in another language. Each has its own plurals. */
function selectorIn(language: string, selector: string, { shown, count }: Values): string {
  if (!selector.startsWith('plural=')) return selector
  return `plural=${new Intl.PluralRules(language).select(Number(shown ?? count ?? 1))}`
}

function filled(sentence: Sentence, values: Values, selector: string): string {
  const forms = formsOf(sentence)
  const form = forms.find((one) => one.selector === selector) ?? forms.at(-1)
  return (form?.text ?? '').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
