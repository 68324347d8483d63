import { expect, test } from 'bun:test'
import { ApiError } from '#client/api-error'
import { compose } from '#client/compose'
import { entry } from './entries'

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof ApiError) return error.code
    throw error
  }
  return 'nothing was thrown'
}

test('[MSG-1] a text is taken exactly as it was written, up to 5,000 characters', () => {
  for (const text of ['e\u0301', ' spaces ', '👩‍👩‍👧'.repeat(1000), '𝒳'.repeat(5000)]) {
    expect(compose('r1', text).content).toBe(text)
  }
})

test('[MSG-1] what no server would take is refused before it is sent', () => {
  expect(codeOf(() => compose('r1', '𝒳'.repeat(5001)))).toBe('message_too_long')
  expect(codeOf(() => compose('r1', ''))).toBe('invalid')
  expect(codeOf(() => compose('r1', 'a\u0000b'))).toBe('invalid')
  expect(codeOf(() => compose('r1', '\ud800'))).toBe('invalid')
  expect(codeOf(() => compose('r1', 'hello', { clientId: 'not valid' }))).toBe('invalid')
})

test('[MSG-1] a reply shows the beginning of what it answers', () => {
  const answered = entry(7, { content: 'x'.repeat(500) })
  expect(compose('r1', 'yes', { replyTo: answered }).reply_to).toEqual({
    id: '7',
    seq: 7,
    sender_id: 'bob',
    sender_username: 'bob',
    preview: `${'x'.repeat(159)}…`,
    files: [],
  })
})
