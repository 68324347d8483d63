import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type ErrorCode, errorBody, errors } from '#protocol/errors'
import { DomainError } from '../domain/errors'
import { fieldErrors } from '../domain/field-errors'
import type { Environment, Identity } from './environment'

/** A router whose routes refuse what their schemas do not know, in the form every error has. */
export function newRouter() {
  return new OpenAPIHono<Environment>({
    defaultHook: (result) => {
      if (!result.success) throw new DomainError('invalid', { errors: fieldErrors(result.error) })
    },
  })
}

/** @throws DomainError `unauthenticated` */
export function requireIdentity(c: Context<Environment>): Identity {
  const identity = c.get('identity')
  if (!identity) throw new DomainError('unauthenticated')
  return identity
}

/** A JSON request body in a route's description. */
export function body<Schema extends z.ZodType>(schema: Schema) {
  return { body: { content: { 'application/json': { schema } }, required: true } }
}

/** A JSON answer in a route's description. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { content: { 'application/json': { schema } }, description }
}

/** The error answers of a route's description, by status. */
export function failures(...codes: ErrorCode[]) {
  const byStatus = Map.groupBy(codes, (code) => errors[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      json(errorBody, same.map((code) => `\`${code}\``).join(', ')),
    ]),
  )
}

export const signedIn = [{ bearer: [] }, { cookie: [] }]
