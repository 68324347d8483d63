import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import type { Config } from '../config'
import { DomainError } from '../domain/errors'

const minute = 60
const perSubject = [
  { points: 3, duration: 15 * minute },
  { points: 10, duration: 24 * 60 * minute },
]
const hourSeconds = 60 * minute

export interface MailLimits {
  /**
   * Counts one mail that somebody at this network address asks to be sent on behalf of subjects, such as a phone
   * number: 3 in 15 minutes and 10 a day for each subject, and from each address as many an hour as configured.
   * @throws DomainError `rate_limited`
   */
  spend(address: string, ...subjects: string[]): Promise<void>
}

/**
 * Counts whether or not anything is sent, so that the limit tells nothing. Counted in the memory of this process: a
 * restart forgets it. Counted elsewhere, it would have to refuse while that is down, since codes can be guessed.
 */
export function createMailLimits({ mail }: Pick<Config, 'mail'>): MailLimits {
  const bySubject = perSubject.map((limit) => new RateLimiterMemory(limit))
  const byAddress = new RateLimiterMemory({ points: mail.requestsPerAddress, duration: hourSeconds })

  return {
    async spend(address, ...subjects) {
      await take(byAddress, address)
      for (const subject of subjects) for (const limiter of bySubject) await take(limiter, subject)
    },
  }
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  const spent: RateLimiterRes = await limiter.penalty(key)
  if (spent.consumedPoints <= limiter.points) return
  const retryAfterMs = spent.msBeforeNext
  const minutes = Math.ceil(retryAfterMs / 60_000)
  throw new DomainError('rate_limited', {
    detail: `Too many mails were asked for. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    retryAfterMs,
  })
}
