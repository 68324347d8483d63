import { getLocale } from '#locale'

/** A length of time as clocks show it, such as 1:05 or 1:02:09. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const parts = hours > 0 ? [digits(hours, 1), digits(minutes, 2)] : [digits(minutes, 1)]
  return [...parts, digits(seconds % 60, 2)].join(':')
}

function digits(number: number, minimumIntegerDigits: number): string {
  return number.toLocaleString(getLocale(), { minimumIntegerDigits, useGrouping: false })
}
