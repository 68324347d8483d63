import { useCallback, useEffect, useState } from 'react'

/** Counts whole seconds down to 0, from the moment it is first shown or started again. */
export function useCountdown(seconds: number): { left: number; restart: () => void } {
  const end = useCallback(() => Date.now() + seconds * 1000, [seconds])
  const [endsAt, setEndsAt] = useState(end)
  const [left, setLeft] = useState(seconds)

  useEffect(() => {
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000))
      setLeft(now)
      if (now === 0) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
  }, [endsAt])

  const restart = useCallback(() => {
    setEndsAt(end())
    setLeft(seconds)
  }, [end, seconds])
  return { left, restart }
}
