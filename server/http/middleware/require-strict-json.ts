import type { MiddlewareHandler } from 'hono'
import { DomainError } from '../../domain/errors'
import type { Environment } from '../environment'
import { flawOf } from '../strict-json'

/** JSON that programs could read in two ways is not read at all. What is no JSON the route itself refuses. */
export const requireStrictJson: MiddlewareHandler<Environment> = async (c, next) => {
  if (c.req.raw.body) {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    if (isMarked) throw new DomainError('malformed', { detail: 'The body begins with a byte order mark.' })
    const text = await c.req.text()
    const flaw = isJson(text) ? flawOf(text) : null
    if (flaw !== null) throw new DomainError('malformed', { detail: flaw })
  }
  await next()
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
