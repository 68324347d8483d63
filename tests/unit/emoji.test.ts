import { expect, test } from 'bun:test'
import { arabicNames, englishGroups } from '#scripts/emoji-names'
import { type Emoji, fold } from '../../web/src/emoji/emoji'
import { emojiOfCode, searchEmoji } from '../../web/src/emoji/search'
import { withTone } from '../../web/src/emoji/tone'

const english: Emoji[] = englishGroups().flatMap(({ emojis }) =>
  emojis.map(([emoji, name, words, tone]) => ({
    emoji,
    name,
    takesTone: tone === 1,
    names: [fold(name)],
    keywords: words.split('|').map(fold),
  })),
)
const find = (query: string) => searchEmoji(english, query, 8).map(({ emoji }) => emoji)

test('the best name comes first, and every word must fit', () => {
  expect(find('fire')[0]).toBe('🔥')
  expect(find('heart')[0]).toBe('❤️')
  expect(find('CRY')[0]).toBe('😢')
  expect(find('green heart')).toEqual(['💚'])
  expect(find('thumbs')).toEqual(expect.arrayContaining(['👍', '👎']))
  expect(find('green heart submarine')).toEqual([])
  expect(find('  ')).toEqual([])
})

test('words are found from their beginning only, with or without accents', () => {
  expect(find('pinata')).toEqual(['🪅'])
  expect(find('PIÑATA')).toEqual(['🪅'])
  expect(find('inata')).toEqual([])
})

test('a code names one emoji by its name or by a keyword that is the same', () => {
  const code = (text: string) => emojiOfCode(english, text)?.emoji
  expect(code('red_heart')).toBe('❤️')
  expect(code('tada')).toBe('🎉')
  expect(code('+1')).toBe('👍')
  expect(code('smile')).toBe('😄')
  expect(code('heart')).toBe('❤️')
  expect(code('smil')).toBeUndefined()
  expect(code('no_such_thing')).toBeUndefined()
})

test('a skin tone goes to everyone in an emoji, and not to the hands that join two', () => {
  expect(withTone('👍', '')).toBe('👍')
  expect(withTone('👍', '🏽')).toBe('👍🏽')
  expect(withTone('✌️', '🏿')).toBe('✌🏿')
  expect(withTone('🤝', '🏻')).toBe('🤝🏻')
  expect(withTone('🧑‍🤝‍🧑', '🏻')).toBe('🧑🏻‍🤝‍🧑🏻')
  expect(withTone('🕵️‍♀️', '🏾')).toBe('🕵🏾‍♀️')
})

test('every emoji that takes a tone is one sign with it and another without', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (const { emoji } of english.filter(({ takesTone }) => takesTone)) {
    const toned = withTone(emoji, '🏽')
    expect(toned).not.toBe(emoji)
    expect([...segmenter.segment(toned)]).toHaveLength(1)
  }
})

test('Arabic names nearly all of them, flags by their countries', () => {
  const arabic = arabicNames()
  expect(arabic['😀']?.[0]).toBe('وجه بابتسامة عريضة')
  expect(arabic['🇪🇬']?.[0]).toBe('علم مصر')
  expect(Object.keys(arabic).length).toBeGreaterThan(english.length * 0.95)
})
