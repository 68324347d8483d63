import { useEffect, useEffectEvent, useState } from 'react'
import type { Truth } from './truth'

/** What passes within this time, such as an ordinary send, is neither shown nor read out. */
const unhurriedMs = 500

/** The truth to show: what has come to stay, and at once whatever is not merely busy. */
export function useUnhurried(now: Truth): Truth {
  const [shown, setShown] = useState(now)
  const show = useEffectEvent(() => setShown(now))

  useEffect(() => {
    if (now.state !== 'busy') return show()
    const timer = setTimeout(() => show(), unhurriedMs)
    return () => clearTimeout(timer)
  }, [now.state])
  return now.state === shown.state ? now : shown
}
