import { startTransition, useEffect, useState } from 'react'
import type { LogState } from '#client/state/types'
import type { Target } from './start'

/** More than a window shows. */
const firstCount = 24

/**
 * What is drawn of a log. Where that begins at the end, only the newest messages come at first, and those before them once these were
 * painted: who opens a room waits for what they see, not for what they would have to scroll to.
 */
export function useFirstDrawn(log: LogState, start: Target): { drawn: LogState; isWhole: boolean } {
  const [isWhole, setWhole] = useState(
    start.at !== 'end' || log.hasNewer || log.messages.length <= firstCount,
  )
  useEffect(() => {
    if (isWhole) return
    const frame = requestAnimationFrame(() => startTransition(() => setWhole(true)))
    return () => cancelAnimationFrame(frame)
  }, [isWhole])
  const drawn = isWhole ? log : { ...log, messages: log.messages.slice(-firstCount), hasOlder: true }
  return { drawn, isWhole }
}
