import { useEffect, useState } from 'react'
import { m } from '#catalogue'
import { durationText } from '../duration-text'

/** How long one has talked, going on. It is not read out by itself. */
export function Duration({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <span role="timer" aria-label={m.calls_duration()}>
      {durationText(now - since)}
    </span>
  )
}
