import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const sentence = z.union([
  z.string(),
  z.array(z.object({ declarations: z.array(z.string()), match: z.record(z.string(), z.string()) })),
])
export type Sentence = z.infer<typeof sentence>

/** All that the web client can say in one language, by name. */
export interface Catalogue {
  language: string
  sentences: ReadonlyMap<string, Sentence>
}

const project = z.object({ locales: z.array(z.string()) })

/** The catalogues of every language, the one that all others are measured by first. */
export function catalogues(): Catalogue[] {
  const { locales } = project.parse(JSON.parse(readFileSync('web/project.inlang/settings.json', 'utf8')))
  return locales.map((language) => ({
    language,
    sentences: new Map(
      readAll(`web/catalogue/${language}`).flatMap((text) =>
        Object.entries(z.record(z.string(), sentence).parse(JSON.parse(text))),
      ),
    ),
  }))
}

/** What is given to a sentence, sorted by name. */
export function inputsOf(one: Sentence): string[] {
  const names =
    typeof one === 'string'
      ? [...one.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
      : one.flatMap(({ declarations }) =>
          declarations.flatMap((line) => /^input (\w+)$/.exec(line)?.[1] ?? []),
        )
  return [...new Set(names)].toSorted()
}

/** Every form a sentence has. */
export function textsOf(one: Sentence): string[] {
  return typeof one === 'string' ? [one] : one.flatMap(({ match }) => Object.values(match))
}

/** The texts of all files below a folder. */
export function readAll(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
}
