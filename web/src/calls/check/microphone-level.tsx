import { useEffect, useState } from 'react'
import { m } from '#catalogue'
import { meterOf } from './level'

const everyMs = 100
/** A quiet room is below this. */
const heard = 0.05

/** Moves while one speaks, and says so in words once it did. */
export function MicrophoneLevel({ track }: { track: MediaStreamTrack }) {
  const [level, setLevel] = useState(0)
  const [wasHeard, setHeard] = useState(false)
  useEffect(() => {
    const meter = meterOf(track)
    const timer = setInterval(() => {
      setLevel(meter.level())
      if (meter.level() > heard) setHeard(true)
    }, everyMs)
    return () => {
      clearInterval(timer)
      meter.close()
    }
  }, [track])
  return (
    <>
      <meter
        min={0}
        max={1}
        value={level}
        aria-label={m.calls_check_level()}
        className="h-3 w-full accent-accent"
      />
      <p role="status">{wasHeard ? m.calls_check_heard() : m.calls_check_say_something()}</p>
    </>
  )
}
