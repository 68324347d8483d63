import { DomainError } from '../../domain/errors'

const mostMs = 4500
const mostBytes = 256 * 1024

/**
 * Waits for another service no longer than people wait for a page.
 * @throws DomainError `unavailable`
 */
export async function inTime<Result>(work: Promise<Result>, label: string): Promise<Result> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(unreachable(label)), mostMs)
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

export function unreachable(label: string): DomainError {
  return new DomainError('unavailable', {
    detail: `${label} does not answer at the moment. Try again later, or sign in another way.`,
    retryAfterMs: 10_000,
  })
}

/** Fetches from another service, which may neither answer at length nor send us elsewhere. */
export async function boundedFetch(url: string | URL, options: RequestInit = {}): Promise<Response> {
  const signal = AbortSignal.timeout(mostMs)
  const response = await fetch(url, { ...options, redirect: 'manual', signal })
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > mostBytes) throw new Error(`the answer has more than ${mostBytes} bytes`)
    chunks.push(chunk)
  }
  const { status, headers } = response
  const body = [101, 204, 205, 304].includes(status) ? null : Buffer.concat(chunks)
  return new Response(body, { status, headers })
}
