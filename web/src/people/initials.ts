/** Made for the first name that needs it: it takes as long as drawing a screen. */
let graphemes: Intl.Segmenter | null = null
/** In these letters each character is one that can be seen. */
const plain = /^[ -~\u00a1-\u02af]*$/
const known = new Map<string, string>()
/** More names than a list shows at once. */
const mostKnown = 500

/** Two letters that stand for a name: of its first two words, or the first two of its only word. */
export function initials(name: string): string {
  const before = known.get(name)
  if (before !== undefined) return before
  const words = name.split(/[\s._-]+/u).filter((word) => word !== '')
  const [first = name, second] = words
  const letters = second === undefined ? take(first, 2) : take(first, 1) + take(second, 1)
  if (known.size >= mostKnown) known.clear()
  known.set(name, letters.toLocaleUpperCase('en'))
  return letters.toLocaleUpperCase('en')
}

function take(text: string, count: number): string {
  if (plain.test(text)) return text.slice(0, count)
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return Array.from(graphemes.segment(text.slice(0, 40)), ({ segment }) => segment)
    .slice(0, count)
    .join('')
}
