import { getLocale } from '#locale'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']

/** A number as people of the language write it. */
export function numberText(number: number): string {
  return number.toLocaleString(getLocale())
}

/** A part of one as a percentage, without digits after the comma. */
export function percentText(part: number): string {
  return part.toLocaleString(getLocale(), { style: 'percent' })
}

/** So many days, by the words for it. */
export function daysText(days: number): string {
  return days.toLocaleString(getLocale(), { style: 'unit', unit: 'day', unitDisplay: 'long' })
}

/** A size with two digits that tell something, in the unit that suits it. */
export function bytesText(bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** step
  return value.toLocaleString(getLocale(), {
    style: 'unit',
    unit: units[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  })
}
