import { catalogues, textsOf } from './catalogues'

const arabic = catalogues().find(({ language }) => language === 'ar')

/** What the page says in Arabic. */
export function inArabic(key: string): string {
  const sentence = arabic?.sentences.get(key)
  if (!sentence) throw new Error(`There is no sentence ${key}.`)
  return textsOf(sentence)[0] ?? ''
}
