import { ApiError } from '#client/api-error'
import { problemText } from './problem-text'

/** What went wrong, in a sentence for people. Anything but a refusal is a defect and is thrown on. */
export function explain(error: unknown): string {
  if (error instanceof ApiError) return problemText(error)
  throw error
}
