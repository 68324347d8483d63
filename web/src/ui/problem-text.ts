import { m } from '#catalogue'
import { baseLocale, getLocale } from '#locale'
import { type ErrorCode, errors } from '#protocol/errors'
import { problemsByCode } from './problems-by-code'

let precise: ReadonlyMap<string, () => string> = new Map()

/**
 * Fetches what is known in other languages beside the codes. Until it is there, and where it does not come, sentences
 * are shown as they came: nothing else depends on it.
 */
export function learnPreciseProblems() {
  import('./precise-problems').then(
    ({ preciseProblems }) => {
      precise = preciseProblems
    },
    () => {},
  )
}

interface Told {
  code: ErrorCode
  /** The sentence that came with it, in English. */
  detail: string
  retryAfterMs?: number | null
}

/** What went wrong, in the person's language as far as it is known there, else as it came. */
export function problemText({ code, detail, retryAfterMs }: Told): string {
  if (detail === errors[code].detail) return problemsByCode[code]()
  if (getLocale() === baseLocale) return detail
  const known = precise.get(detail)?.()
  if (known !== undefined) return known
  return code === 'rate_limited' && retryAfterMs ? waitText(retryAfterMs) : detail
}

/** What is wrong with one field, in the person's language as far as it is known there. */
export function detailText(detail: string): string {
  return getLocale() === baseLocale ? detail : (precise.get(detail)?.() ?? detail)
}

function waitText(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 120) return m.problem_wait_seconds({ count: seconds })
  return m.problem_wait_minutes({ count: Math.ceil(seconds / 60) })
}
