import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { z } from 'zod'

const root = resolve(import.meta.dirname, '..')
const catalogue = join(root, 'dist', 'catalogue')
const messages = join(catalogue, 'messages')
const spoken = join(root, 'web', 'src', 'ui', 'sentence.ts')
const list = 'virtual:language-packs'
const pack = 'virtual:language-pack/'
const registry = `import * as registry from ${JSON.stringify(join(catalogue, 'registry.js'))}\n`

const settingsSchema = z.object({ baseLocale: z.string(), locales: z.array(z.string()) })

/**
 * Leaves each sentence of the catalogue in the page in the base language alone. What the others say is one module a
 * language, `virtual:language-pack/ar`, which web/src/ui/sentence.ts fetches by the list `virtual:language-packs`.
 */
export function languagePacks(): Plugin {
  const settings = readFileSync(join(root, 'web', 'project.inlang', 'settings.json'), 'utf8')
  const { baseLocale, locales } = settingsSchema.parse(JSON.parse(settings))
  const languages = [baseLocale, ...locales.filter((one) => one !== baseLocale)]
  return {
    name: 'language-packs',
    enforce: 'pre',
    resolveId: (id) => (id === list || id.startsWith(pack) ? `\0${id}` : null),
    load(id) {
      if (id === `\0${list}`) return listOf(languages.slice(1))
      return id.startsWith(`\0${pack}`) ? packOf(id.slice(pack.length + 1), languages) : null
    },
    transform(code, id) {
      if (dirname(id) !== messages || !isMessage(id)) return null
      return { code: inBaseLanguage(basename(id, '.js'), code, languages), map: null }
    },
  }
}

/**
 * What a sentence is in each language, as the text of a function, taken from its compiled module. `languages` begin with
 * the base language.
 * @throws when the module is of any other shape than the one known here: then what would be left out is not known either.
 */
export function takeApart(name: string, code: string, languages: string[]): string[] {
  const [head = '', ...parts] = code.split(/^(?:export )?const (\w+) = /m)
  const names = [...languages.map((language) => `${language}_${name}`), name]
  if (parts.filter((_, index) => index % 2 === 0).join() !== names.join())
    throw unexpected(name, `it does not declare just ${names.join(', ')}`)
  if (!shapeOfHead.test(withoutComments(head))) throw unexpected(name, 'it imports something else')
  const texts = parts.filter((_, index) => index % 2 === 1).map(withoutComments)
  const dispatch = texts.pop() ?? ''
  if (!languages.every((language) => dispatch.includes(`return ${language}_${name}(inputs)\n`)))
    throw unexpected(name, 'it does not choose among its languages')
  return texts.map((text) => {
    if (!shapeOfSentence.test(text)) throw unexpected(name, 'a language of it is no function')
    return text.trim().slice(0, -1)
  })
}

const shapeOfHead =
  /^\s*(import \* as registry from '\.\.\/registry\.js'\s)?import \{ getLocale, experimentalStaticLocale \} from '\.\.\/runtime\.js';\s*$/
const shapeOfSentence = /^\s*\(i?\) => \{[\s\S]*\n\};\s*$/

/** Comments hold types and tables. What looks like one between backquotes is what is said. */
function withoutComments(code: string): string {
  return code.replace(/`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\//g, (found) => (found.startsWith('`') ? found : ''))
}

function unexpected(name: string, why: string): Error {
  return new Error(
    `The compiled sentence ${name} is not of the shape that scripts/language-packs.ts takes apart: ${why}. After another version of the compiler, that file must learn its shape.`,
  )
}

function inBaseLanguage(name: string, code: string, languages: string[]): string {
  const [base = ''] = takeApart(name, code, languages)
  return `${registry}import { sentence } from ${JSON.stringify(spoken)}
export const ${name} = /* @__PURE__ */ sentence(${JSON.stringify(name)}, ${base})`
}

function packOf(language: string, languages: string[]): string {
  const index = languages.indexOf(language)
  if (index < 1) throw new Error(`There is no pack of the language ${language}.`)
  const sentences = readdirSync(messages)
    .filter(isMessage)
    .toSorted()
    .map((file) => {
      const name = basename(file, '.js')
      const said = takeApart(name, readFileSync(join(messages, file), 'utf8'), languages)[index]
      return `export const ${name} = ${said}\n`
    })
  return registry + sentences.join('')
}

function listOf(languages: string[]): string {
  const loaders = languages.map(
    (one) => `${JSON.stringify(one)}: () => import(${JSON.stringify(pack + one)})`,
  )
  return `export const packs = { ${loaders.join(', ')} }`
}

function isMessage(path: string): boolean {
  return path.endsWith('.js') && basename(path) !== '_index.js'
}
