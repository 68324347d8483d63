import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { piecesOf, withoutPiece, wordsIn, written } from '#protocol/search/filters'
import { type Fit, fitOf } from '#protocol/search/fit'

test('[MSG-10] filters are told from words, and a colon that is only a colon from both', () => {
  const read: [string, string[]][] = [
    ['noodles from:bob', ['words noodles', 'filter from=bob']],
    ['FROM:Bob in:"Sunday lunch" x', ['filter from=Bob', 'filter in=Sunday lunch', 'words x']],
    ['has: "at noon"', ['filter has=', 'words "at noon"']],
    ['-from:bob -late', ['excluded_filter from=bob', 'words -late']],
    ['is:unread', ['unknown_filter is=unread']],
    [
      'note:this 10:30 https://a.b to: C:\\x',
      ['note:this', '10:30', 'https://a.b', 'to:', 'C:\\x'].map((w) => `words ${w}`),
    ],
    ['in:"open', ['filter in=open']],
  ]
  for (const [text, pieces] of read) {
    const found = piecesOf(text).map(({ kind, name, value }) =>
      kind === 'words' ? `words ${value}` : `${kind} ${name}=${value}`,
    )
    expect([text, found]).toEqual([text, pieces])
  }
  expect(wordsIn(piecesOf('a from:bob "b c" -d'))).toBe('a "b c" -d')
})

test('[MSG-10] what one piece is taken out of keeps the others', () => {
  const text = 'noodles from:bob  "at noon"'
  expect(piecesOf(text).map((piece) => withoutPiece(text, piece))).toEqual([
    'from:bob  "at noon"',
    'noodles "at noon"',
    'noodles from:bob',
  ])
})

test('[MSG-10] a name that is written as a filter is read as it was', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[^\s"][^"]{0,20}$/u), (name) => {
      fc.pre(!name.startsWith('/') && name.trim() === name)
      expect(piecesOf(written('in', name))).toMatchObject([{ kind: 'filter', name: 'in', value: name }])
    }),
  )
})

test('[ROOM-3] names are found by their beginning, a word, a part, or the beginnings of words', () => {
  const names: [string, string, Fit | null][] = [
    ['Sunday lunch', 'SUN', 0],
    ['Sunday lunch', 'lun', 1],
    ['Sunday lunch', 'day', 2],
    ['Sunday lunch', 'sl', 3],
    ['Sunday lunch', 'sunlunch', 3],
    ['Sunday lunch', 'ls', null],
    ['Sunday lunch', 'snl', null],
    ['Plans of the garden house', 'gaho', 3],
    ['The renovation of the old shed', 'nood', null],
    ['Sunday lunch', 'z', null],
    ['Bóbsleigh', 'bob', 0],
    ['Łódź', 'lodz', 0],
    ['上海の会', '海', 2],
    ['a.b-c', 'abc', 0],
    ['bob', '', null],
    ['bob', '-', null],
  ]
  for (const [name, typed, fit] of names)
    expect([name, typed, fitOf(name, typed)]).toEqual([name, typed, fit])
})
