import type { z } from 'zod'
import type { FieldError } from '#protocol/errors'

/** What a schema found wrong, as the protocol tells it: one entry a problem, unknown fields by their name. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...issue.path, key].join('.'),
        code: 'unknown_field',
        detail: 'There is no such field.',
      }))
    }
    return [{ path: issue.path.join('.'), code: issue.code, detail: issue.message }]
  })
}
