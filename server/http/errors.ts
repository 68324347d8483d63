import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { type ErrorBody, errors } from '#protocol/errors'
import type { App } from '../context'
import { DomainError, knownError } from '../domain/errors'
import { newId } from '../domain/new-id'

/** Turns whatever was thrown into the one form of answer every error has. */
export function answerError(app: App, c: Context, thrown: unknown): Response {
  const error = asDomainError(thrown)
  if (!error) return answerDefect(app, c, thrown)
  const body: ErrorBody = { detail: error.message, code: error.code }
  if (error.errors) body.errors = error.errors
  if (error.retryAfterMs !== undefined) {
    c.header('Retry-After', String(Math.max(1, Math.ceil(error.retryAfterMs / 1000))))
  }
  return c.json(body, errors[error.code].status)
}

/** The caller learns an id to ask about; what happened stands beside it in the log only. */
function answerDefect(app: App, c: Context, thrown: unknown): Response {
  const id = newId()
  app.log.error({ event: 'request_failed', id, method: c.req.method, path: c.req.routePath, err: thrown })
  const body: ErrorBody = { detail: errors.internal.detail, code: 'internal', id }
  return c.json(body, errors.internal.status)
}

function asDomainError(thrown: unknown): DomainError | null {
  const known = knownError(thrown)
  if (known) return known
  if (thrown instanceof HTTPException && thrown.status === 400) {
    return new DomainError('malformed', { detail: 'The body is not valid JSON.' })
  }
  return null
}
