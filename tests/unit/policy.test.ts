import { expect, test } from 'bun:test'
import type { Policy } from '#protocol/policy'
import { policy } from '#protocol/policy'
import { presets, profiles } from '#server/policy'

test.each(profiles)('[OPS-1] the profile %s names every policy key and no other', (profile) => {
  expect(policy.strict().safeParse(presets[profile]).success).toBe(true)
})

/** One row a key, in the order wall, private, otp, rooms, team. */
const table: { [Key in keyof Partial<Policy>]: Policy[Key][] } = {
  'sign_in.password': [true, true, false, true, true],
  'sign_in.oauth': [true, false, false, false, true],
  'sign_in.passkey': [true, true, false, true, true],
  'sign_in.otp': [false, false, true, false, false],
  'passwords.composition': [
    'with_special',
    'letters_and_digit',
    'none',
    'letters_and_digit',
    'letters_and_digit',
  ],
  'guests.lobby': [true, false, false, false, false],
  'rooms.lobby': [true, false, false, false, false],
  'rooms.direct': [false, true, true, true, true],
  'rooms.group': [false, false, false, true, true],
  directory: ['none', 'everyone', 'contacts', 'everyone', 'everyone'],
  'directory.status': [false, false, false, true, false],
  'messages.edit': [false, false, false, false, true],
  'messages.delete': [true, false, false, false, true],
  'receipts.read': [true, true, true, true, true],
  uploads: [true, false, false, false, true],
  calls: [true, false, false, false, true],
  'retention.days': [0, 0, 7, 0, 0],
  'sessions.access_minutes': [60, 60, 60, 60, 30],
}

test.each(Object.entries(table))(
  'the five profiles differ in %s as the table of profiles says',
  (key, row) => {
    expect(
      profiles.map((profile) => Object.entries(presets[profile]).find(([name]) => name === key)?.[1]),
    ).toEqual(row)
  },
)
