// Runs before the first paint, so that the page never turns round. The key and the choice are those of src/ui/language.ts.
{
  const directions = { en: 'ltr', ar: 'rtl' }
  const wanted = [
    localStorage.getItem('natter.language') ?? '',
    ...navigator.languages.map((tag) => tag.split('-')[0]),
  ]
  const language = wanted.find((tag) => Object.hasOwn(directions, tag)) ?? 'en'
  document.documentElement.lang = language
  document.documentElement.dir = directions[language]
}
