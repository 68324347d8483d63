// Words are English like the rest of the program; whether clocks have 12 or 24 hours is the person's own setting.
const hourCycle = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hourCycle ?? 'h23'
const clock = format({ hour: hourCycle === 'h12' ? 'numeric' : '2-digit', minute: '2-digit', hourCycle })
const shortWeekday = format({ weekday: 'short' })
const shortDate = format({ day: 'numeric', month: 'short' })
const shortDateWithYear = format({ day: 'numeric', month: 'short', year: 'numeric' })
const longDate = format({ weekday: 'long', day: 'numeric', month: 'long' })
const longDateWithYear = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** The time of day, such as 14:02 or 2:02 pm. */
export function clockTime(timestamp: string): string {
  return clock.format(new Date(timestamp))
}

/** A whole day and time, for what happened at any time. */
export function dayAndTime(timestamp: string): string {
  return `${shortDateWithYear.format(new Date(timestamp))}, ${clockTime(timestamp)}`
}

/** When something happened: the time today, else the day with it. */
export function momentOf(timestamp: string, now: Date): string {
  return daysBetween(new Date(timestamp), now) <= 0 ? clockTime(timestamp) : dayAndTime(timestamp)
}

/** How a list says when something was last active: a time today, a weekday this week, else a date. */
export function listTime(timestamp: string, now: Date): string {
  const date = new Date(timestamp)
  const days = daysBetween(date, now)
  if (days <= 0) return clock.format(date)
  if (days < 7) return shortWeekday.format(date)
  return (date.getFullYear() === now.getFullYear() ? shortDate : shortDateWithYear).format(date)
}

/** What stands above the messages of one day. */
export function dayName(date: Date, now: Date): string {
  const days = daysBetween(date, now)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  return (date.getFullYear() === now.getFullYear() ? longDate : longDateWithYear).format(date)
}

/** The first moment of a day by the clock of this device. */
export function startOfDay(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate())
}

/** Days have 23 to 25 hours where clocks change, so the quotient is rounded. */
function daysBetween(earlier: Date, later: Date): number {
  return Math.round((startOfDay(later).getTime() - startOfDay(earlier).getTime()) / 86_400_000)
}

function format(options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat('en-GB', options)
}
