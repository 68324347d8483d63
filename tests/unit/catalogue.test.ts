import { expect, test } from 'bun:test'
import { errors } from '#protocol/errors'
import { languages } from '#protocol/languages'
import { type Catalogue, catalogues, inputsOf, readAll, textsOf } from '../harness/catalogues'

const [base, ...others] = catalogues()
if (!base) throw new Error('There is no catalogue.')

test('[UI-1] every language has every sentence', () => {
  for (const other of others) {
    expect({ language: other.language, sentences: keysOf(other) }).toEqual({
      language: other.language,
      sentences: keysOf(base),
    })
  }
})

test('[UI-1] a sentence takes the same values in every language, and shows none it does not take', () => {
  for (const { language, sentences } of [base, ...others]) {
    for (const [key, sentence] of sentences) {
      const inputs = inputsOf(sentence)
      expect({ language, key, inputs }).toEqual({ language, key, inputs: inputsOf(ofBase(key)) })
      const known = new Set([...inputs, 'shown'])
      const shown = textsOf(sentence).flatMap((text) =>
        [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      )
      expect({ language, key, unknown: shown.filter((name = '') => !known.has(name)) }).toEqual({
        language,
        key,
        unknown: [],
      })
    }
  }
})

test('[UI-1] what depends on a count or a choice says something for all of them', () => {
  for (const { language, sentences } of [base, ...others]) {
    for (const [key, sentence] of sentences) {
      if (typeof sentence === 'string') continue
      const forms = sentence.flatMap(({ match }) => Object.keys(match))
      expect({ language, key, hasRest: forms.some(isRest) }).toEqual({ language, key, hasRest: true })
    }
  }
})

test('[UI-1] every sentence is used', () => {
  const used = new Set(readAll('web/src').flatMap((text) => text.match(/\bm\.\w+/g) ?? []))
  expect(keysOf(base).filter((key) => !used.has(`m.${key}`))).toEqual([])
})

test('[UI-1] the page knows each language, and its direction, before the first paint', async () => {
  const script = await Bun.file('web/before-paint/language.js').text()
  const known = [...script.matchAll(/\b([a-z]{2}): '(ltr|rtl)'/g)].map(([, language = '', direction]) => ({
    language,
    direction,
  }))
  const right = new Set(['ar', 'fa', 'he', 'ur'])
  expect(known).toEqual(
    [base, ...others].map(({ language }) => ({ language, direction: right.has(language) ? 'rtl' : 'ltr' })),
  )
})

test('[UI-1] [UI-2] each language has a manifest, which differs from the others in its words alone', async () => {
  const manifests = await Promise.all(
    [base, ...others].map(async ({ language }) => {
      const file = language === base.language ? 'manifest' : `manifest.${language}`
      return { language, ...(await Bun.file(`web/public/${file}.webmanifest`).json()) }
    }),
  )
  const [first] = manifests
  for (const { language, lang, dir, description, shortcuts, ...rest } of manifests) {
    const { lang: _lang, dir: _dir, description: _description, shortcuts: same, ...common } = first
    expect({ ...rest, language: base.language }).toEqual(common)
    expect([lang, dir]).toEqual([language, language === 'ar' ? 'rtl' : 'ltr'])
    const bare = (all: { name: string }[]) => all.map((one) => ({ ...one, name: '' }))
    expect(bare(shortcuts)).toEqual(bare(same))
  }
  expect(new Set(manifests.map(({ description }) => description)).size).toBe(manifests.length)
})

test('[UI-1] what the server speaks and what the page speaks are the same', () => {
  expect<readonly string[]>(languages).toEqual([base, ...others].map(({ language }) => language))
})

test('[UI-1] refusals are told in the words of the protocol, and what is told more precisely is said somewhere', async () => {
  for (const [code, { detail }] of Object.entries(errors)) {
    expect(base.sentences.get(`problem_${code}`)).toBe(detail)
  }
  const spoken = ['protocol', 'client', 'server'].flatMap(readAll).join('\n')
  const table = await Bun.file('web/src/ui/precise-problems.ts').text()
  const sentences = [...table.matchAll(/^ {2}\[?\s*'([^']+)',/gm)].map(([, sentence = '']) => sentence)
  expect(sentences.length).toBeGreaterThan(40)
  expect(sentences.filter((sentence) => !spoken.includes(sentence))).toEqual([])
})

/** Whether a form is for all that no other form is for. */
function isRest(selectors: string): boolean {
  return selectors.split(', ').every((selector) => selector.endsWith('=*'))
}

function keysOf({ sentences }: Catalogue): string[] {
  return [...sentences.keys()].toSorted()
}

function ofBase(key: string) {
  return base?.sentences.get(key) ?? ''
}
