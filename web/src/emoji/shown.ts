import type { Emoji } from './emoji'
import { type Tone, withTone } from './tone'

/** One emoji as it stands in a grid, in its tone. */
export interface Shown {
  emoji: string
  name: string
}

export function inTone({ emoji, name, takesTone }: Emoji, tone: Tone): Shown {
  return { emoji: takesTone ? withTone(emoji, tone) : emoji, name }
}

/** What was chosen last, with its names; what this device cannot draw is left out. */
export function shownRecent(recent: readonly string[], emojis: readonly Emoji[]): Shown[] {
  const names = new Map(emojis.map(({ emoji, name }) => [bare(emoji), name]))
  return recent.flatMap((emoji) => {
    const name = names.get(bare(emoji))
    return name === undefined ? [] : [{ emoji, name }]
  })
}

/** Without tone and presentation: the same for every tone of one emoji. */
function bare(emoji: string): string {
  return emoji.replace(/[\u{1F3FB}-\u{1F3FF}\uFE0F]/gu, '')
}
