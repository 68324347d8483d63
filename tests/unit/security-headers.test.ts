import { expect, test } from 'bun:test'
import { securityHeaders } from '#server/http/security-headers'

test('[OPS-7] every answer forbids inline script, framing, sniffing and telling others where one came from', () => {
  const headers = securityHeaders(false, '/')
  const policy = headers['content-security-policy']?.split('; ')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("style-src 'self'")
  expect(policy).toContain("img-src 'self' blob: data:")
  expect(policy).toContain("connect-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
  expect(headers['permissions-policy']).toContain('camera=(self), microphone=(self)')
})

test('[OPS-7] only an answer over HTTPS binds browsers to it', () => {
  expect(securityHeaders(false, '/')).not.toHaveProperty('strict-transport-security')
  expect(securityHeaders(true, '/')['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
})

test('[A18] no cache may keep what the API says', () => {
  for (const path of ['/api', '/api/v1/auth/me', '/api/openapi.json']) {
    expect(securityHeaders(false, path)['cache-control']).toBe('no-store')
  }
  expect(securityHeaders(false, '/apis')).not.toHaveProperty('cache-control')
  expect(securityHeaders(false, '/assets/a.js')).not.toHaveProperty('cache-control')
})
