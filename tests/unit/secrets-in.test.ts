import { expect, test } from 'bun:test'
import { secretsIn } from '#scripts/secrets-in'
import { makeRefreshToken } from '#server/auth/refresh-token'
import { newLinkToken } from '#server/domain/admin/link-token'
import { newId } from '#server/domain/new-id'

test.each([
  ['a password', 'Correct7horse'],
  ['a hash of a password', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA'],
  ['an access token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln'],
  ['a refresh token', makeRefreshToken(new Uint8Array(32), { sessionId: newId(), generation: 3 })],
  ['a link or another token', newLinkToken()],
  ['a cookie', 'natter_refresh=x'],
  ['an e-mail address', 'alice@example.org'],
  ['a phone number', '+4915112345678'],
  ['the text of a message', 'Noodles?'],
])('[P03] %s is found in a line of the log', (kind, secret) => {
  expect(secretsIn(JSON.stringify({ event: 'request_failed', detail: `it was ${secret}` }))).toContain(kind)
})

test('[P03] what a server may say is no secret', () => {
  const line = { level: 30, time: '2026-01-02T03:04:05.678Z', event: 'session_started', account_id: newId() }
  expect(secretsIn(JSON.stringify({ ...line, session_id: newId(), address: '192.0.2.1' }))).toEqual([])
})
