import { expect, test } from 'bun:test'
import { plainText } from '#protocol/markdown/plain-text'

test.each([
  ['**this** and *that*, ~~not~~ `code`', 'this and that, not code'],
  ['Look:\n- one\n- **two**', 'Look: – one – two'],
  ['1. rye\n2. white', '1. rye 2. white'],
  ['> asked\n\nanswered', 'asked answered'],
  ['```ts\nconst a = 1\nconst b = 2\n```', 'const a = 1 const b = 2'],
  ['[the place](https://a.example/x) by @bob', 'the place by @bob'],
  ['2 * 3 * 4 is_not_marked ** at all', '2 * 3 * 4 is_not_marked ** at all'],
])('[MSG-11] told in short, %j has no marks in it', (text, plain) => {
  expect(plainText(text).replace(/\s+/g, ' ')).toBe(plain)
})
