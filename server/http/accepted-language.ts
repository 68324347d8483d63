import { type Language, languages } from '#protocol/languages'
import { weightsOf } from './weights'

/** The language that an Accept-Language header asks for first, of those that Natter speaks; the first of these for any other. */
export function acceptedLanguage(header: string): Language {
  const wanted = [...weightsOf(header)]
    .filter(([, weight]) => weight > 0)
    .toSorted(([, one], [, other]) => other - one)
    .map(([tag]) => tag.split('-')[0])
  const spoken = wanted.map((tag) => languages.find((language) => language === tag))
  return spoken.find((language) => language !== undefined) ?? languages[0]
}
