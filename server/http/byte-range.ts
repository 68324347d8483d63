import type { ByteRange } from '../files/storage'

/**
 * Which part of a file is asked for (RFC 9110, 14); null for all of it. `outside` for a part that lies outside, for several
 * parts, and for what is no range.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | null | 'outside' {
  if (header === undefined) return null
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.replaceAll(' ', '')) ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return 'outside'
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  const isEmpty = from === '' && Number(to) === 0
  return isEmpty || first > last || first >= size ? 'outside' : { first, last }
}
