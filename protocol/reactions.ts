import { z } from 'zod'
import { id } from './ids'

/** One emoji under a text, and who put it there: the first first. */
export const reaction = z.object({
  emoji: z.string(),
  users: z.array(z.object({ id, username: z.string() })),
})
export type Reaction = z.infer<typeof reaction>

/** The longest emoji that Unicode recommends, a kiss between two people with skin tones, has 15 UTF-16 units. */
const mostUnits = 32

/** One emoji as Unicode recommends it for interchange, in its full form: ❤️ rather than ❤. */
export const emoji = z.string().check(z.maxLength(mostUnits), z.refine(isEmoji, 'must be one emoji'))

let oneEmoji: RegExp | undefined

/** Made at the first use: a browser too old to know this class must not fail before it asks. */
function isEmoji(text: string): boolean {
  oneEmoji ??= /^\p{RGI_Emoji}$/v
  return oneEmoji.test(text)
}
