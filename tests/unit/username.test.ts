import { expect, test } from 'bun:test'
import { username } from '#protocol/accounts'
import { asUsername } from '#server/auth/oauth/username'

test.each([
  ['Álice Müller!', 'Alice.Muller'],
  ['alice@example.org', 'alice'],
  ['  .-_alice_-. ', 'alice'],
  ['a'.repeat(40), 'a'.repeat(32)],
  ['x'.repeat(31).concat('.y'), 'x'.repeat(31)],
  ['\u202Eecila', 'ecila'],
  ['аlice', 'lice'],
  ['山田太郎', ''],
  ['', ''],
])('[ACC-9] what is called %p elsewhere may be called %p here', (name, expected) => {
  expect(asUsername(name)).toBe(expected)
  if (expected.length >= 3) expect(username.safeParse(expected).success).toBe(true)
})
