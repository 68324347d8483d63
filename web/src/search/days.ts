import { startOfDay } from '../ui/time'

/** A day, a month or a year, of which the months and days may have one digit. */
const written = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/

/**
 * The first moment, by the clock of this device, of a day written as 2026-11-21, of a month or year, of `today` or of
 * `yesterday`. Null for anything else, such as a day that a month does not have.
 */
export function dayOf(text: string, now: Date): Date | null {
  const today = startOfDay(now)
  if (text === 'today') return today
  if (text === 'yesterday') return new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1)
  const [, year, month = '1', day = '1'] = written.exec(text) ?? []
  if (year === undefined) return null
  const date = new Date(Number(year), Number(month) - 1, Number(day))
  const isThere = date.getMonth() === Number(month) - 1 && date.getDate() === Number(day)
  return isThere && date.getFullYear() === Number(year) ? date : null
}
