import { startTransition, useDeferredValue, useEffect, useState } from 'react'
import type { LogState } from '#client/state/types'
import type { Target } from './start'

/** What stands above and below a room's messages is higher, and no message with its gap is less high, than this. */
const aroundPx = 160
const leastLinePx = 44

/**
 * What is drawn of a log. What comes above and below is drawn in the background, so that nobody who scrolls waits for it. Of a
 * room that opens at its end only the newest messages come until these were painted: who opens it waits for what they see, not
 * for what they would have to scroll to.
 */
export function useDrawn(log: LogState, start: Target): { drawn: LogState; isWhole: boolean } {
  const { messages, hasOlder, hasNewer } = log
  const [firstSeq, setFirstSeq] = useState(() => (start.at === 'end' && !hasNewer ? firstInSight(log) : null))
  useEffect(() => {
    const frame = requestAnimationFrame(() => startTransition(() => setFirstSeq(null)))
    return () => cancelAnimationFrame(frame)
  }, [])

  const from = useDeferredValue(firstSeq ?? oldestOf(log))
  const to = useDeferredValue(hasNewer ? (messages.at(-1)?.seq ?? 0) : Number.POSITIVE_INFINITY)
  const part = messages.filter(({ seq }) => seq >= from && seq <= to)
  // Another part of the room than the one drawn before has nothing to wait beside.
  const isWhole = part.length === 0 || part.length === messages.length
  if (isWhole) return { drawn: log, isWhole }
  const drawn = {
    ...log,
    messages: part,
    hasOlder: hasOlder || part[0] !== messages[0],
    hasNewer: hasNewer || part.at(-1) !== messages.at(-1),
  }
  return { drawn, isWhole }
}

function oldestOf({ messages }: LogState): number {
  return messages[0]?.seq ?? 0
}

/** The oldest message that may be in sight where the newest is. */
function firstInSight(log: LogState): number {
  const count = Math.ceil((innerHeight - aroundPx) / leastLinePx)
  return log.messages.at(-count)?.seq ?? oldestOf(log)
}
