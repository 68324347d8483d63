import { useEffect, useState } from 'react'
import { startOfDay } from './time'

/** The first moment of today; the component is drawn again when a new day begins. */
export function useToday(): Date {
  const [today, setToday] = useState(() => startOfDay(new Date()))
  useEffect(() => {
    const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1)
    const timer = setTimeout(() => setToday(startOfDay(new Date())), tomorrow.getTime() - Date.now() + 50)
    return () => clearTimeout(timer)
  }, [today])
  return today
}
