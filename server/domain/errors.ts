import { randomInt } from 'node:crypto'
import { type ErrorCode, errors, type FieldError } from '#protocol/errors'
import { isDiskFailure, isOutOfSpace } from '../store/space'

interface Particulars {
  /** A more precise sentence than the table's, for people. */
  detail?: string
  errors?: FieldError[]
  retryAfterMs?: number
}

/** The one error the domain throws. The edges turn it into a status, a frame or an exit code by the table. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly errors: FieldError[] | undefined
  readonly retryAfterMs: number | undefined

  constructor(code: ErrorCode, particulars: Particulars = {}) {
    super(particulars.detail ?? errors[code].detail)
    this.name = 'DomainError'
    this.code = code
    this.errors = particulars.errors
    this.retryAfterMs = particulars.retryAfterMs
  }
}

/** How long to wait before trying again on a full disk: not everybody at once, and soon enough to notice new room. */
const spacePauseMs = { least: 2000, most: 6000 }

/**
 * What the callers of the domain may be told of something that was thrown; null for a defect. A disk that is full is
 * nobody's mistake here, and one that fails ends the process by itself: the next one may be able to.
 */
export function knownError(thrown: unknown): DomainError | null {
  if (thrown instanceof DomainError) return thrown
  if (isOutOfSpace(thrown)) {
    const { least, most } = spacePauseMs
    return new DomainError('storage_full', {
      retryAfterMs: randomInt(least, most + 1),
    })
  }
  return isDiskFailure(thrown) ? new DomainError('unavailable') : null
}

/** A `422 invalid` or `409 taken` about one field. */
export function fieldProblem(code: 'invalid' | 'taken', path: string, problem: string, detail: string) {
  return new DomainError(code, { detail, errors: [{ path, code: problem, detail }] })
}
