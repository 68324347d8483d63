import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { namedPlaces } from '#protocol/mentions'

/** The longest readings of all places. */
const names = (text: string) => namedPlaces(text).map(({ readings }) => readings[0])

test('[MSG-1] a name after an @ may be meant, wherever the sentence has it', () => {
  expect(names('@bob')).toEqual(['bob'])
  expect(names('Ask @bob, @Alice_2 (or @eve)!')).toEqual(['bob', 'Alice_2', 'eve'])
  expect(names("@bob's noodles\n@eve: yours")).toEqual(['bob', 'eve'])
  expect(names('面条@bob好吃')).toEqual(['bob'])
  expect(namedPlaces('Hi @bob')[0]?.at).toBe(3)
})

test('[MSG-1] a full stop may belong to the name or end the sentence', () => {
  expect(namedPlaces('Ask @bob.smith.')[0]?.readings).toEqual(['bob.smith.', 'bob.smith'])
  expect(namedPlaces('Ask @bob...')[0]?.readings).toEqual(['bob...', 'bob..', 'bob.', 'bob'])
})

test('[MSG-1] e-mail addresses, code, web addresses and longer words name nobody', () => {
  for (const text of [
    'bob@alice.example',
    'josé@alice.example',
    'bob+x@alice.example',
    '@alice@social.example',
    'run `npm i @alice/core @bob` first',
    '```\n@alice\n```',
    '```\n@alice is cut off',
    'https://video.example/@alice',
    'https://video.example/?by=@alice',
    '@alicé',
    '@al',
    '@ alice',
    '@',
  ])
    expect({ text, names: names(text) }).toEqual({ text, names: [] })
})

test('[MSG-1] a backtick alone is no code', () => {
  expect(names('it`s for @bob')).toEqual(['bob'])
})

test('[MSG-1] whatever the text, each reading stands where it says', () => {
  const pieces = fc.constantFrom('@', 'bob', 'é', '.', '-', ' ', '`', '```', '\n', 'https://', '面', '@all')
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const text = parts.join('')
      for (const { at, readings } of namedPlaces(text)) {
        expect(readings.length).toBeGreaterThan(0)
        for (const name of readings) expect(text.startsWith(`@${name}`, at)).toBe(true)
      }
    }),
  )
})
