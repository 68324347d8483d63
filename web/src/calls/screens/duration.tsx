import { useEffect, useState } from 'react'
import { durationText } from '../../ui/duration-text'

/** How long one has talked, going on. It is not read out by itself. */
export function Duration({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return <span role="timer">{durationText(now - since)}</span>
}
