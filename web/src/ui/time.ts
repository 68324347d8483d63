import { m } from '#catalogue'
import { regionalLocale } from './regional-locale'

// Whether clocks have 12 or 24 hours is the person's own setting, whatever language they read.
const hourCycle = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hourCycle ?? 'h23'
const clock = { hour: hourCycle === 'h12' ? 'numeric' : '2-digit', minute: '2-digit', hourCycle } as const
const clockFormat = inLanguage(clock)
const shortWeekday = inLanguage({ weekday: 'short' })
const shortDate = inLanguage({ day: 'numeric', month: 'short' })
const shortDateWithYear = inLanguage({ day: 'numeric', month: 'short', year: 'numeric' })
const shortDateAndTime = inLanguage({ day: 'numeric', month: 'short', year: 'numeric', ...clock })
const longDate = inLanguage({ weekday: 'long', day: 'numeric', month: 'long' })
const longDateWithYear = inLanguage({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** The time of day, such as 14:02 or 2:02 pm. */
export function clockTime(timestamp: string): string {
  return clockFormat(new Date(timestamp))
}

/** A whole day and time, for what happened at any time. */
export function dayAndTime(timestamp: string): string {
  return shortDateAndTime(new Date(timestamp))
}

/** When something happened: the time today, else the day with it. */
export function momentOf(timestamp: string, now: Date): string {
  return daysBetween(new Date(timestamp), now) <= 0 ? clockTime(timestamp) : dayAndTime(timestamp)
}

/** How a list says when something was last active: a time today, a weekday this week, else a date. */
export function listTime(timestamp: string, now: Date): string {
  const date = new Date(timestamp)
  const days = daysBetween(date, now)
  if (days <= 0) return clockFormat(date)
  if (days < 7) return shortWeekday(date)
  return (date.getFullYear() === now.getFullYear() ? shortDate : shortDateWithYear)(date)
}

/** What stands above the messages of one day. */
export function dayName(date: Date, now: Date): string {
  const days = daysBetween(date, now)
  if (days === 0) return m.ui_today()
  if (days === 1) return m.ui_yesterday()
  return (date.getFullYear() === now.getFullYear() ? longDate : longDateWithYear)(date)
}

/** The first moment of a day by the clock of this device. */
export function startOfDay(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate())
}

/** Days have 23 to 25 hours where clocks change, so the quotient is rounded. */
function daysBetween(earlier: Date, later: Date): number {
  return Math.round((startOfDay(later).getTime() - startOfDay(earlier).getTime()) / 86_400_000)
}

/** Writes dates in the language of the moment. Formats are costly to make, so the last one is kept. */
function inLanguage(options: Intl.DateTimeFormatOptions): (date: Date) => string {
  let made: { locale: string; format: Intl.DateTimeFormat } | null = null
  return (date) => {
    const locale = regionalLocale()
    if (made?.locale !== locale) made = { locale, format: new Intl.DateTimeFormat(locale, options) }
    return made.format.format(date)
  }
}
