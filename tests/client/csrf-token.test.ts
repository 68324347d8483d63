import { expect, test } from 'bun:test'
import { csrfToken } from '#client/csrf-token'

test('[ACC-11] the CSRF token is found under either of its names', () => {
  expect(csrfToken('theme=dark; natter_csrf=abc=')).toBe('abc=')
  expect(csrfToken('natter_csrf=old; __Host-natter_csrf=new')).toBe('new')
})

test('[ACC-11] other cookies are not taken for the CSRF token', () => {
  expect(csrfToken('')).toBeNull()
  expect(csrfToken('xnatter_csrf=abc; natter_csrf=')).toBeNull()
})
