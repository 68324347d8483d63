import { z } from 'zod'
import type { Address } from './request'

const operation = z.object({
  security: z.array(z.unknown()).optional(),
  requestBody: z
    .object({
      content: z.object({
        'application/json': z.object({ schema: z.looseObject({ $ref: z.string().optional() }) }).optional(),
      }),
    })
    .optional(),
})
const document = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) })

/** An id that nothing has. */
const unknownId = 'aaaaaaaaaaaaaaaa'

export interface Route {
  method: string
  /** Below `/api/v1`, with ids that nothing has. */
  path: string
  /** Whether it takes JSON. */
  hasBody: boolean
  /** The names of the body's fields. */
  fields: string[]
  /** Those of them that may be `null`. */
  emptiable: string[]
  /** Whether it can be used without being signed in. */
  isOpen: boolean
}

/** Every route there is, from the server's own description of itself. */
export async function routeTable({ url }: Address): Promise<Route[]> {
  const answer = await fetch(`${url}/api/openapi.json`)
  const { paths } = document.parse(await answer.json())
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security, requestBody }]) => ({
      method: method.toUpperCase(),
      path: path
        .replace('/api/v1', '')
        .replaceAll('{message_id}', '999999')
        .replaceAll(/\{\w+\}/g, unknownId),
      hasBody: requestBody?.content['application/json'] !== undefined,
      fields: fieldsIn(requestBody?.content['application/json']?.schema ?? {}, () => true),
      emptiable: fieldsIn(requestBody?.content['application/json']?.schema ?? {}, mayBeNull),
      isOpen: security === undefined,
    })),
  )
}

/** The names of the fields that are wanted, wherever in a schema they are. */
function fieldsIn(schema: unknown, isWanted: (field: unknown) => boolean): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([name, value]) => {
    const isFields = name === 'properties' && typeof value === 'object' && value !== null
    const own = isFields ? Object.entries(value).filter(([, field]) => isWanted(field)) : []
    return [...own.map(([field]) => field), ...fieldsIn(value, isWanted)]
  })
}

function mayBeNull(field: unknown): boolean {
  return JSON.stringify(field).includes('"null"')
}
