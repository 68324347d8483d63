import type { Context } from 'hono'
import { DomainError } from '../domain/errors'
import { nameFor } from '../domain/files/name'
import type { Readable } from '../domain/files/read'
import { byteRange } from './byte-range'
import { contentDisposition } from './disposition'
import type { Environment } from './environment'

/** What a browser may show by itself. Never anything that could run: no SVG, no HTML, no PDF. */
const shown = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4', 'video/webm'])

/** Whatever a file is, opened by itself it can do nothing here. */
const sandbox = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"

/**
 * The bytes of a file, or the part that is asked for. The caller has looked at the rights: only then may an answer say that
 * somebody's copy is still good.
 * @throws DomainError `range_not_satisfiable`, `foreign_origin`, `not_found`
 */
export async function answerFile(c: Context<Environment>, readable: Readable): Promise<Response> {
  requireOwnEmbedding(c)
  const { file, key, type } = readable
  const isShown = shown.has(type) && file.kind !== 'other' && c.req.query('download') === undefined
  const etag = `"${key}"`
  const headers: Record<string, string> = {
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': sandbox,
    etag,
  }
  if (isKnown(c.req.header('If-None-Match'), etag)) return new Response(null, { status: 304, headers })

  const bytes = await readable.open()
  headers['content-type'] = file.kind === 'other' ? 'application/octet-stream' : type
  headers['content-disposition'] = contentDisposition(
    isShown ? 'inline' : 'attachment',
    nameFor(file.name, type),
  )
  headers['accept-ranges'] = 'bytes'
  const range = byteRange(c.req.header('Range'), bytes.size)
  if (range === 'outside') {
    c.header('Content-Range', `bytes */${bytes.size}`)
    throw new DomainError('range_not_satisfiable')
  }
  const isHead = c.req.raw.method === 'HEAD'
  headers['content-length'] = String(range ? range.last - range.first + 1 : bytes.size)
  if (range) headers['content-range'] = `bytes ${range.first}-${range.last}/${bytes.size}`
  return new Response(isHead ? null : bytes.body(range ?? undefined), { status: range ? 206 : 200, headers })
}

/** Another site's page cannot show what its visitor may see here. Following a link is something else. */
function requireOwnEmbedding(c: Context<Environment>): void {
  const site = c.req.header('Sec-Fetch-Site')
  if (site === undefined || site === 'same-origin' || site === 'none') return
  if (c.req.header('Sec-Fetch-Mode') === 'navigate' && c.req.header('Sec-Fetch-Dest') === 'document') return
  throw new DomainError('foreign_origin')
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return tags.includes('*') || tags.includes(etag)
}
