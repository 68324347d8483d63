import { type Emoji, fold } from './emoji'
import { usual } from './usual'

/** What is usually meant, by the emoji: a word that is not finished suggests it before what is rarer. */
const usualWords = new Map<string, readonly string[]>()
for (const [word, emoji] of Object.entries(usual))
  usualWords.set(emoji, [...(usualWords.get(emoji) ?? []), word])

/**
 * The emoji that every word of the query fits, best first. What is usually meant counts most, then a whole
 * name, then a keyword that is the word itself, then beginnings. Words are matched from their beginning: "art" finds no heart.
 */
export function searchEmoji(emojis: readonly Emoji[], query: string, most: number): Emoji[] {
  const wanted = fold(query)
  if (wanted === '') return []
  const words = wanted.split(/\s+/)
  return emojis
    .map((emoji) => ({ emoji, score: scoreOf(emoji, wanted, words) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, most)
    .map(({ emoji }) => emoji)
}

/** The emoji that a code such as `red_heart` or `tada` names: by its name, else the best with that very keyword. */
export function emojiOfCode(emojis: readonly Emoji[], code: string): Emoji | null {
  const wanted = fold(code)
  const best = searchEmoji(emojis, wanted, 1)[0]
  if (!best) return null
  const isMeant = usual[wanted] === best.emoji || [...best.names, ...best.keywords].includes(wanted)
  return isMeant ? best : null
}

function scoreOf(emoji: Emoji, wanted: string, words: string[]): number {
  if (usual[wanted] === emoji.emoji) return 2000
  if (emoji.names.includes(wanted)) return 1000
  const scores = words.map((word) => scoreOfWord(emoji, word))
  // Keywords stand in the order of their weight.
  const rank = emoji.keywords.indexOf(wanted)
  if (rank >= 0) return 100 + sum(scores) + 1 / (rank + 1)
  const begun = (usualWords.get(emoji.emoji) ?? []).filter((word) => word.startsWith(wanted))
  // The nearer to its end, the surer.
  if (begun.length > 0) return 99 + Math.max(...begun.map((word) => wanted.length / word.length))
  return scores.includes(0) ? 0 : sum(scores)
}

function scoreOfWord({ names, keywords }: Emoji, word: string): number {
  const inNames = Math.max(...names.map((name) => scoreInName(name, word)))
  const inKeywords = keywords.some((keyword) => hasBeginning(keyword, word)) ? 10 : 0
  return inNames + inKeywords
}

function scoreInName(name: string, word: string): number {
  if (name.endsWith(` ${word}`)) return 35
  if (name.startsWith(word)) return 30
  return hasBeginning(name, word) ? 20 : 0
}

function hasBeginning(text: string, word: string): boolean {
  return text.startsWith(word) || text.includes(` ${word}`)
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
