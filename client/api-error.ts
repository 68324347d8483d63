import { type ErrorCode, errorBody, errors, type FieldError } from '#protocol/errors'

const codesByStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  404: 'not_found',
  413: 'too_large',
  429: 'rate_limited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
  507: 'storage_full',
}

interface Details {
  code: ErrorCode
  detail: string
  errors?: readonly FieldError[] | undefined
  retryAfterMs?: number | null
  cause?: unknown
}

/** Why something could not be done: a code for programs and a sentence for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ErrorCode
  readonly detail: string
  /** What is wrong with which field; empty unless the input was at fault. */
  readonly errors: readonly FieldError[]
  /** How long the server asks to wait, if it said so. */
  readonly retryAfterMs: number | null

  constructor(details: Details) {
    super(details.detail, { cause: details.cause })
    this.code = details.code
    this.detail = details.detail
    this.errors = details.errors ?? []
    this.retryAfterMs = details.retryAfterMs ?? null
  }

  /** Whether the same request may succeed later without being changed. */
  get isTemporary(): boolean {
    return errors[this.code].retry
  }
}

/** The server was not reached, or did not answer in time. */
export function unreachable(cause: unknown): ApiError {
  return new ApiError({
    code: 'unavailable',
    detail: 'The server cannot be reached. Check the connection.',
    cause,
  })
}

/** The server answered something that is not in the protocol, such as a proxy's login page. */
export function notUnderstood(cause: unknown): ApiError {
  return new ApiError({
    code: 'internal',
    detail: 'The server gave an answer that cannot be understood. Reload, or try again later.',
    cause,
  })
}

/** Reads an answer that is not a success; a proxy in between may have written it. */
export async function readError(response: Response): Promise<ApiError> {
  const body = errorBody.safeParse(parseJson(await response.text()))
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'))
  if (body.success) return new ApiError({ ...body.data, retryAfterMs })
  const code = codeByStatus(response.status)
  return new ApiError({ code, detail: errors[code].detail, retryAfterMs })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The header carries seconds or a date. */
function readRetryAfter(header: string | null): number | null {
  if (header === null) return null
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}

/** For answers without a body, as to HEAD, and those of a proxy in between. */
function codeByStatus(status: number): ErrorCode {
  return codesByStatus[status] ?? 'internal'
}
