import { z } from 'zod'
import { type SignedIn, signedIn } from '#protocol/sessions'
import { ApiError, notUnderstood, readError, unreachable } from './api-error'
import type { Credentials } from './credentials'

export interface Call {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`, with its query. */
  path: string
  body?: unknown
  /** True for the calls that sign in: their 401 is final. */
  isSignIn?: boolean
  /** How long the whole answer may take. */
  timeoutMs?: number
}

interface Needs {
  url: string
  credentials: Credentials
  /** What to ask for in place of the language that the browser does; null for that. */
  language(): string | null
  /** The session is over and cannot be refreshed. */
  onSessionOver(): void
}

const usualTimeoutMs = 30_000

/**
 * Makes REST calls. A call that finds its access token run out waits for one refresh, shared by all, and is
 * repeated once. Everything that is not a success is thrown as an `ApiError`.
 */
export function createRequester(needs: Needs) {
  const { credentials } = needs
  let refreshing: Promise<SignedIn> | null = null

  async function json<Schema extends z.core.$ZodType>(answer: Schema, call: Call): Promise<z.output<Schema>> {
    const response = await perform(call)
    return readAnswer(answer, response)
  }

  async function empty(call: Call): Promise<void> {
    await perform(call)
  }

  async function file(call: Call): Promise<Blob> {
    const response = await perform(call)
    return response.blob().catch((cause: unknown) => {
      throw unreachable(cause)
    })
  }

  async function perform(call: Call): Promise<Response> {
    return call.isSignIn ? attempt(call) : authorised(() => attempt(call))
  }

  /** Does something that needs an access token; once more after a refresh, when that had run out. */
  async function authorised<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      if (!isUnauthenticated(error)) throw error
    }
    await refresh()
    try {
      return await work()
    } catch (error) {
      if (isUnauthenticated(error)) needs.onSessionOver()
      throw error
    }
  }

  /** Renews the access token. Rejects when that cannot be done, and ends the session if it never can. */
  function refresh(): Promise<SignedIn> {
    refreshing ??= renew().finally(() => {
      refreshing = null
    })
    return refreshing
  }

  async function renew(): Promise<SignedIn> {
    const body = credentials.refreshBody()
    try {
      const answer = await json(signedIn, { method: 'POST', path: '/auth/refresh', body, isSignIn: true })
      credentials.accept(answer)
      return answer
    } catch (error) {
      if (error instanceof ApiError && !error.isTemporary) needs.onSessionOver()
      throw error
    }
  }

  async function attempt(call: Call): Promise<Response> {
    const headers = new Headers(credentials.headers(call.method))
    headers.set('accept', 'application/json')
    const language = needs.language()
    if (language !== null) headers.set('accept-language', language)
    if (call.body !== undefined) headers.set('content-type', 'application/json')
    return successful(() =>
      fetch(`${needs.url}/api/v1${call.path}`, {
        method: call.method,
        headers,
        credentials: credentials.cookies,
        signal: AbortSignal.timeout(call.timeoutMs ?? usualTimeoutMs),
        ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      }),
    )
  }

  return { json, empty, file, authorised, refresh }
}
export type Requester = ReturnType<typeof createRequester>

/** The answer of the server to what is sent to it. @throws ApiError when there is none, or it is no success */
export async function successful(ask: () => Promise<Response>): Promise<Response> {
  let response: Response
  try {
    response = await ask()
  } catch (cause) {
    throw unreachable(cause)
  }
  if (!response.ok) throw await readError(response)
  return response
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'unauthenticated'
}

/** Reads an answer by its schema. @throws ApiError when it is another one */
export async function readAnswer<Schema extends z.core.$ZodType>(
  answer: Schema,
  response: Response,
): Promise<z.output<Schema>> {
  let body: unknown
  try {
    body = await response.json()
  } catch (cause) {
    throw cause instanceof SyntaxError ? notUnderstood(cause) : unreachable(cause)
  }
  const read = z.safeParse(answer, body)
  if (!read.success) throw notUnderstood(read.error)
  return read.data
}
