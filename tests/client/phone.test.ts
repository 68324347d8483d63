import { expect, test } from 'bun:test'
import { cleanPhone } from '#client/phone'
import { phone } from '#protocol/accounts'

test.each([
  '+4915112345678',
  '+49 151 12345678',
  '0049 (151) 123-456/78',
  ' +49.151.1234.5678 ',
  '+49\u00a0151\u201312345678',
  '+４９１５１１２３４５６７８',
])('[ACC-8] the number %s is understood as people write it', (written) => {
  expect(phone.parse(cleanPhone(written))).toBe('+4915112345678')
})

test.each(['0151 12345678', 'alice', '+49 151 x', '', '+0 12345678'])(
  '[ACC-8] %s is not made into a number that nobody wrote',
  (written) => {
    expect(phone.safeParse(cleanPhone(written)).success).toBe(false)
  },
)
