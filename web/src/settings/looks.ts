import { type Readable, writable } from '#client/readable'

export interface Look<Option extends string> {
  readonly options: readonly Option[]
  readonly chosen: Readable<Option>
  choose(next: Option): void
}

export const theme = look('theme', ['system', 'light', 'dark'])
export const contrast = look('contrast', ['system', 'high'])
export const density = look('density', ['comfortable', 'compact'])

/**
 * How the page looks on this device. The styles find a choice as an attribute of the page; the first one has none, and is
 * what the system wants. The same keys are read by before-paint/theme.js before the first paint.
 */
function look<const Option extends string>(
  name: string,
  options: readonly [Option, ...Option[]],
): Look<Option> {
  const key = `natter.${name}`
  const kept = localStorage.getItem(key)
  const chosen = writable<Option>(options.find((option) => option === kept) ?? options[0])
  return {
    options,
    chosen,
    choose(next) {
      chosen.set(next)
      if (next === options[0]) {
        localStorage.removeItem(key)
        delete document.documentElement.dataset[name]
      } else {
        localStorage.setItem(key, next)
        document.documentElement.dataset[name] = next
      }
    },
  }
}
