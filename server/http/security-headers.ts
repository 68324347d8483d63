const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** On every answer, whatever it is. Camera, microphone and screen stay allowed for this site alone, for calls. */
const always: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()',
}

/**
 * The headers to add to the answer for `pathname`. Nothing under /api may be kept by a cache, and browsers are told
 * to stay with HTTPS only where the request came by it, since that cannot be taken back soon.
 */
export function securityHeaders(isSecure: boolean, pathname: string): Record<string, string> {
  const headers = { ...always }
  if (isSecure) headers['strict-transport-security'] = 'max-age=63072000; includeSubDomains'
  if (/^\/api(\/|$)/.test(pathname)) headers['cache-control'] = 'no-store'
  return headers
}
