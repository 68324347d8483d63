import { expect, test } from 'bun:test'
import { arabicNames, englishGroups } from '#scripts/emoji-names'
import { type Emoji, fold } from '../../web/src/emoji/emoji'
import { emojiOfCode, searchEmoji } from '../../web/src/emoji/search'
import { withTone } from '../../web/src/emoji/tone'
import { usual } from '../../web/src/emoji/usual'

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

test('a word that is not finished finds what is usually meant first', () => {
  expect(['ta', 'hea', 'smi', 'thumb'].map((word) => find(word)[0])).toEqual(['🎉', '❤️', '😄', '👍'])
  expect(find('heart eyes')[0]).toBe('😍')
})

test('codes that people know from elsewhere name what they name there', () => {
  const known = {
    thinking: '🤔',
    coffee: '☕',
    white_check_mark: '✅',
    raised_hands: '🙌',
    blush: '😊',
    x: '❌',
  }
  for (const [code, emoji] of Object.entries(known)) expect(emojiOfCode(english, code)?.emoji).toBe(emoji)
})

test('every usual emoji is one that there is, under a word as it is sought', () => {
  const all = new Set(english.map(({ emoji }) => emoji))
  for (const [word, emoji] of Object.entries(usual))
    expect([fold(word), all.has(emoji)]).toEqual([word, true])
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
