import { z } from 'zod'

/** A web origin. A trailing slash is taken away, since browsers send none. */
export function origin() {
  return z
    .string()
    .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text) && isBare(new URL(text)))
    .overwrite((text) => new URL(text).origin)
}

function isBare(url: URL): boolean {
  return (
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  )
}
