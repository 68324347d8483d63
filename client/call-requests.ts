import type { Call } from '#protocol/calls'
import type { ClientFrame, ErrorData } from '#protocol/frames'
import { type Alarm, createAlarm } from './alarm'
import { ApiError, unreachable } from './api-error'

type Question = Extract<ClientFrame, { type: 'call_start' | 'call_answer' | 'call_hang_up' }>

interface Asked {
  frame: Question
  resolve(call: Call): void
  reject(error: ApiError): void
  timeout: Alarm
}

const timeoutMs = 15_000

/** What was asked of the server about calls. It is asked again on the next connection, which does no harm. */
export function createCallRequests(send: (frame: ClientFrame) => void) {
  const asked = new Map<string, Asked>()
  let count = 0

  function take(ref: unknown): Asked | undefined {
    if (typeof ref !== 'string') return undefined
    const found = asked.get(ref)
    found?.timeout.off()
    asked.delete(ref)
    return found
  }

  return {
    /** Resolves to the call as it is then. Rejects with an `ApiError`, also when the server is not reached for too long. */
    ask(question: Omit<Question, 'ref'>): Promise<Call> {
      const ref = `calls-${++count}`
      const frame = { ...question, ref } as Question
      return new Promise((resolve, reject) => {
        const timeout = createAlarm(() => take(ref)?.reject(unreachable(null)))
        timeout.set(timeoutMs)
        asked.set(ref, { frame, resolve, reject, timeout })
        send(frame)
      })
    },
    /** @returns what this call answers */
    answered(ref: unknown, call: Call): Question | undefined {
      const found = take(ref)
      found?.resolve(call)
      return found?.frame
    },
    refused(ref: unknown, error: ErrorData): boolean {
      const question = take(ref)
      question?.reject(new ApiError({ ...error, retryAfterMs: error.retry_after_ms ?? null }))
      return question !== undefined
    },
    connected() {
      for (const { frame } of asked.values()) send(frame)
    },
    /** Nobody is signed in any more. */
    clear() {
      for (const ref of [...asked.keys()]) take(ref)?.reject(unreachable(null))
    },
  }
}
