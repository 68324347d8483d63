import { getLocale } from '#locale'

let known: { language: string; locale: string } | null = null

/**
 * The language of the page as it is written where the person lives, for dates: ar-MA or en-US, where the browser names
 * one of its language. The digits are those of the language alone, as in the sentences around.
 */
export function regionalLocale(): string {
  const language = getLocale()
  if (known?.language !== language) known = { language, locale: localeFor(language) }
  return known.locale
}

function localeFor(language: string): string {
  const regional = navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language
  const { numberingSystem } = new Intl.NumberFormat(language).resolvedOptions()
  return new Intl.Locale(regional, { numberingSystem }).toString()
}
