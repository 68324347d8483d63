import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { matchesOf, termsOf } from '#protocol/search/terms'
import { tokensOf, wordsOf } from '#protocol/search/tokens'

test('[MSG-10] words are compared without case, accents and forms of presentation', () => {
  const folded: [string, string[]][] = [
    ['Crème Brûlée', ['creme', 'brulee']],
    ['cre\u0300me', ['creme']],
    ['ŁÓDŹ Straße Ærø', ['lodz', 'strasse', 'aero']],
    ['İstanbul ısı', ['istanbul', 'isi']],
    ['ΣΊΣΥΦΟΣ', ['σισυφοσ']],
    ['Ёлка', ['елка']],
    ['ﬁnal ＡＢＣ １２', ['final', 'abc', '12']],
    ['שָׁלוֹם مُحَمَّد', ['שלום', 'محمد']],
    ['हिन्दी', ['हिन्दी']],
  ]
  for (const [text, words] of folded) expect([text, wordsOf(text)]).toEqual([text, words])
})

test('[MSG-10] addresses, paths and names with dashes are words that follow one another', () => {
  expect(wordsOf('bob.smith+x@mail.example.org')).toEqual(['bob', 'smith', 'x', 'mail', 'example', 'org'])
  expect(wordsOf('/etc/nginx/conf.d/a_b-c')).toEqual(['etc', 'nginx', 'conf', 'd', 'a', 'b', 'c'])
})

test('[MSG-10] scripts without spaces are taken in pairs, the last sign once more alone', () => {
  expect(wordsOf('上海で会う')).toEqual(['上海', '海で', 'で会', '会う', 'う'])
  expect(wordsOf('Tokyo駅 5番')).toEqual(['tokyo', '駅', '5', '番'])
  expect(wordsOf('한국어')).toEqual(['한국', '국어', '어'])
  expect(wordsOf('สวัสดี')).toEqual(['สวั', 'วัส', 'สดี', 'ดี'])
})

test('[MSG-10] the words that are indexed are those that are marked, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const tokens = tokensOf(text)
      expect(wordsOf(text)).toEqual(tokens.map(({ word }) => word))
      for (const { word } of tokens) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]{1,64}$/u)
    }),
  )
  expect(wordsOf('A'.repeat(100))).toEqual(['a'.repeat(64)])
})

test('[MSG-10] what is typed is words that begin so, phrases in quotes, and what must not be there', () => {
  expect(termsOf('Noodl "at noon" -late -"not now" foo-bar 上 "上" "open')).toEqual([
    term(['noodl'], { isPrefix: true }),
    term(['at', 'noon']),
    term(['late'], { isPrefix: true, isExcluded: true }),
    term(['not', 'now'], { isExcluded: true }),
    term(['foo', 'bar'], { isPrefix: true }),
    term(['上'], { isPrefix: true }),
    term(['上'], { isPrefix: true }),
    term(['open']),
  ])
  expect(termsOf('a :) - "" --')).toEqual([term(['a'])])
})

test('[MSG-10] what was found is marked where it stands in the text as it was written', () => {
  const marked: [string, string, string][] = [
    ['noodl', 'Noodles, noodles!', '[Noodles], [noodles]!'],
    ['"see you" crème', 'See you; creme.', '[See you]; [creme].'],
    ['会', '上海で会う', '上海で[会]う'],
    ['海で会', '上海で会う', '上[海で会]う'],
    ['bob@example', 'mail bob@example.org', 'mail [bob@example].org'],
    ['see you', 'seesee you', '[seesee] [you]'],
    ['-late on', 'late on', 'late [on]'],
    ['nothing', 'here', 'here'],
  ]
  for (const [query, text, expected] of marked) expect([query, mark(text, query)]).toEqual([query, expected])
})

function term(words: string[], rest: { isPrefix?: boolean; isExcluded?: boolean } = {}) {
  return { words, isPrefix: false, isExcluded: false, ...rest }
}

function mark(text: string, query: string): string {
  const matches = matchesOf(text, termsOf(query))
  return matches
    .reverse()
    .reduce((all, [from, to]) => `${all.slice(0, from)}[${all.slice(from, to)}]${all.slice(to)}`, text)
}
