import { z } from 'zod'

const schema = z.record(z.string(), z.unknown())
const content = z.looseObject({ 'application/json': z.looseObject({ schema }).optional() }).optional()

const operation = z.looseObject({
  tags: z.array(z.string()).default([]),
  summary: z.string().default(''),
  description: z.string().optional(),
  security: z.array(z.unknown()).default([]),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        description: z.string().optional(),
        schema: schema.default({}),
      }),
    )
    .default([]),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string(), content })),
})
export type Operation = z.infer<typeof operation>

/** As much of an OpenAPI 3.1 document as the page shows. */
export const apiDescription = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string().default('') }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
})
export type ApiDescription = z.infer<typeof apiDescription>
export type Content = z.infer<typeof content>
