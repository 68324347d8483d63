const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Two letters that stand for a name: of its first two words, or the first two of its only word. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/u).filter((word) => word !== '')
  const [first = name, second] = words
  const letters = second === undefined ? take(first, 2) : take(first, 1) + take(second, 1)
  return letters.toLocaleUpperCase('en')
}

function take(text: string, count: number): string {
  return Array.from(graphemes.segment(text.slice(0, 40)), ({ segment }) => segment)
    .slice(0, count)
    .join('')
}
