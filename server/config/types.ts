import { z } from 'zod'

/** Reads text from a flag or the environment as the type its key has. Text that does not fit stays text. */
export function fromText(schema: z.ZodType, text: string): unknown {
  const type = bare(schema)
  if (type instanceof z.ZodNumber) return /^-?[0-9]{1,15}$/.test(text) ? Number(text) : text
  if (type instanceof z.ZodBoolean) return text === 'true' || (text === 'false' ? false : text)
  if (type instanceof z.ZodArray) {
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
  }
  return text
}

export function isBoolean(schema: z.ZodType): boolean {
  return bare(schema) instanceof z.ZodBoolean
}

/** What a key accepts, as the end of "must be …". */
export function allowed(schema: z.ZodType): string {
  const said = schema.meta()?.allowed
  if (typeof said === 'string') return said
  const type = bare(schema)
  if (type instanceof z.ZodBoolean) return 'true or false'
  if (type instanceof z.ZodEnum) return oneOf(type.options.map(String))
  if (type instanceof z.ZodNumber) return range(type.minValue, type.maxValue)
  throw new Error('A key of this type must say what it allows.')
}

function oneOf(options: string[]): string {
  return `${options.slice(0, -1).join(', ')} or ${options.at(-1)}`
}

function range(least: number | null, most: number | null): string {
  if (most === null || most === Number.MAX_SAFE_INTEGER) return `a whole number, at least ${least}`
  return `a whole number from ${least} to ${most}`
}

function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return bare(schema.unwrap() as z.ZodType)
  return schema
}
