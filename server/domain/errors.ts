import { type ErrorCode, errors, type FieldError } from '#protocol/errors'

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

/** A `422 invalid` or `409 taken` about one field. */
export function fieldProblem(code: 'invalid' | 'taken', path: string, problem: string, detail: string) {
  return new DomainError(code, { detail, errors: [{ path, code: problem, detail }] })
}
