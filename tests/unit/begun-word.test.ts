import { expect, test } from 'bun:test'
import { codeAt, wordAt } from '../../web/src/completion/word-at'

const word = (text: string) => {
  const cursor = text.indexOf('|')
  return wordAt(text.replace('|', ''), cursor)
}

test('a word behind @, : or a first / is begun where the cursor stands', () => {
  expect(word('Hello @bo|')).toEqual({ kind: 'person', query: 'bo', start: 6, end: 9 })
  expect(word('(@| then')).toMatchObject({ kind: 'person', query: '' })
  expect(word('so :smi| far')).toEqual({ kind: 'emoji', query: 'smi', start: 3, end: 7 })
  expect(word('/det|')).toEqual({ kind: 'command', query: 'det', start: 0, end: 4 })
  expect(word('@علي|')).toMatchObject({ kind: 'person', query: 'علي' })
})

test('what only looks like one is none', () => {
  for (const text of [
    'alice@exa|',
    'at 10:30|',
    'http://a|',
    ':s|',
    'and/or|',
    'say /det|',
    '@bob |',
    '@bo|b',
    '`@bo|',
    '```\n:smi|',
  ])
    expect(word(text)).toBeNull()
})

test('a word behind finished code counts', () => {
  expect(word('`a` and @bo|')).toMatchObject({ kind: 'person', query: 'bo' })
  expect(word('```\na\n```\n:smi|')).toMatchObject({ kind: 'emoji', query: 'smi' })
})

test('a code is finished by its second colon', () => {
  expect(codeAt('so :tada:', 9)).toEqual({ code: 'tada', start: 3 })
  expect(codeAt('so :+1:', 7)).toEqual({ code: '+1', start: 3 })
  expect(codeAt('10:30:', 6)).toBeNull()
  expect(codeAt('`:tada:', 7)).toBeNull()
})
