import type { Context, MiddlewareHandler } from 'hono'
import { DomainError } from '../../domain/errors'
import type { Environment } from '../environment'

/** Requests that bring a file, each with the type of their body. All others bring JSON or nothing. */
const uploads: readonly [method: string, path: RegExp, type: RegExp][] = [
  ['POST', /^\/api\/v1\/(files|form-path)$/, /^multipart\/form-data$/],
  ['PUT', /^\/api\/v1\/files\/[^/]+\/poster$/, /^(image\/(jpeg|png|webp)|application\/octet-stream)$/],
  ['PATCH', /^\/api\/v1\/uploads\/[^/]+$/, /^application\/offset\+octet-stream$/],
]

/** A rule about bodies of JSON, which are read whole: whoever brings a file is not held to it. */
export function exceptUploads(rule: MiddlewareHandler<Environment>): MiddlewareHandler<Environment> {
  return (c, next) => (uploadOf(c) ? next() : rule(c, next))
}

/** A file comes as what its route takes, and not compressed. */
export const requireUploadType: MiddlewareHandler<Environment> = async (c, next) => {
  const [, , expected] = uploadOf(c) ?? []
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (expected && (!expected.test(type) || c.req.header('Content-Encoding') !== undefined)) {
    throw new DomainError('unsupported_media_type', { detail: 'A file cannot be sent here in this form.' })
  }
  await next()
}

function uploadOf(c: Context<Environment>) {
  return uploads.find(([method, path]) => method === c.req.method && path.test(c.req.path))
}
