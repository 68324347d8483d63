import { z } from 'zod'
import { fileKind } from '#protocol/files'

/** What the worker is asked. */
export const task = z.strictObject({
  path: z.string(),
  /** What is taken: pictures and videos, still pictures alone, or anything. */
  wanted: z.enum(['media', 'poster', 'any']),
  /** Where what it makes belongs; see `outputPath`. */
  output: z.string(),
})
export type Task = z.infer<typeof task>

const found = z.strictObject({
  kind: fileKind,
  type: z.string(),
  size: z.int().min(0),
  width: z.int().min(1).nullable(),
  height: z.int().min(1).nullable(),
  duration_ms: z.int().min(0).nullable(),
  placeholder: z.string().nullable(),
  /** Whether something new is to be stored instead of the file that was given. */
  isNew: z.boolean(),
  /** Widths of the smaller pictures that were made. */
  previews: z.array(z.int().min(1)),
})
/** What the worker found, and what it made. */
export type Found = z.infer<typeof found>

const answer = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('found'), found }),
  z.strictObject({
    outcome: z.literal('refused'),
    code: z.enum(['unsupported_file', 'invalid_file']),
    sentence: z.string(),
  }),
  /** It is not the file's fault: the disk is full, for example. */
  z.strictObject({ outcome: z.literal('failed'), code: z.string().nullable(), message: z.string() }),
])
export type Answer = z.infer<typeof answer>

/** What the worker says of each file. It handles hostile ones, so nothing it says is believed unseen. */
export const report = z.strictObject({
  answer,
  /** Whether it holds so much memory that another one is better for the next file. */
  isSpent: z.boolean(),
})
export type Report = z.infer<typeof report>

/** The worker's first word. */
export const ready = 'ready'
