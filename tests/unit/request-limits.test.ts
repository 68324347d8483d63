import { expect, test } from 'bun:test'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { createRequestLimits, memoryCounter } from '#server/auth/request-limits'
import { loadConfig } from '#server/config'
import { DomainError } from '#server/domain/errors'

const config = loadConfig({ argv: ['--limits-requests-per-minute=3'], env: {}, cwd: '/nonexistent' })

/** Counts that cannot be reached, as when the store they are kept in is down. */
class Unreachable extends RateLimiterMemory {
  override consume(): Promise<never> {
    return Promise.reject(new Error('connection refused'))
  }
}

async function codeOf(work: Promise<void>): Promise<string> {
  try {
    await work
    return 'allowed'
  } catch (error) {
    return error instanceof DomainError ? error.code : 'another error'
  }
}

test('[OPS-5] the fourth request is too much where three are allowed, for that person alone', async () => {
  const limits = createRequestLimits(config)
  const outcomes = []
  for (let n = 0; n < 4; n++) outcomes.push(await codeOf(limits.take('requests', 'alice')))

  expect(outcomes).toEqual(['allowed', 'allowed', 'allowed', 'rate_limited'])
  expect(await codeOf(limits.take('requests', 'bob'))).toBe('allowed')
})

test('[OPS-5] while counts cannot be reached people can talk, and what guards accounts stays closed', async () => {
  const limits = createRequestLimits(
    config,
    ({ points, seconds }) => new Unreachable({ points, duration: seconds }),
  )

  expect(await codeOf(limits.take('requests', 'alice'))).toBe('allowed')
  expect(await codeOf(limits.take('create_room', 'alice'))).toBe('allowed')
  expect(await codeOf(limits.take('refresh', 'session'))).toBe('unavailable')
  expect(await codeOf(limits.take('register', '192.0.2.1'))).toBe('unavailable')
})

test('[OPS-5] who is refused is told when to come back', async () => {
  const limits = createRequestLimits(config, ({ seconds }) => memoryCounter({ ...spent, seconds }))
  await limits.take('refresh', 'session')
  const refused = await limits.take('refresh', 'session').catch((error: unknown) => error)
  if (!(refused instanceof DomainError)) throw new Error('it was not refused')
  expect(refused.retryAfterMs).toBeGreaterThan(3_500_000)
  expect(refused.message).toMatch(/^That was too often. Try again in \d+ minutes.$/)
})

const spent = { by: 'session', points: 1, seconds: 1, whenStoreIsDown: 'closed' } as const
