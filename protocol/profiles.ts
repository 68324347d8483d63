import { z } from 'zod'
import { limits } from './limits'
import { storableText } from './text'

/** The hues (degrees) people choose from for their face and their name. */
export const hues = [15, 45, 75, 105, 135, 165, 195, 225, 255, 285, 315, 345] as const

/** What everybody reads in place of the name of somebody who deleted their account. */
export const deletedUserName = 'Deleted User'

/** What a guest is called in the database and on the wire. The space keeps these names apart from any that a person can choose. */
export function guestName(number: number): string {
  return `Guest ${number}`
}

/** The number in the name of a guest, by which each language has its own words for them; null for anybody else. */
export function guestNumber(username: string): string | null {
  return /^Guest ([0-9]+)$/.exec(username)?.[1] ?? null
}

/** What people are called beside their username: one line with something to see in it, which nobody else is called. */
export const displayName = storableText(1, limits.displayNameCharacters).check(
  z.refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text), 'must be one line'),
  z.refine((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text), 'must contain something to see'),
  z.refine((text) => !/\p{Bidi_Control}/u.test(text), 'must not turn the direction of text'),
  z.refine((text) => text.trim() === text, 'must not begin or end with a space'),
  z.refine((text) => text.toLowerCase() !== deletedUserName.toLowerCase(), 'must be a name of your own'),
)

export const color = z.union(hues.map((hue) => z.literal(hue)))

/** What is left out stays as it is; null takes it away. */
export const changeProfile = z
  .strictObject({ display_name: z.optional(z.nullable(displayName)), color: z.optional(z.nullable(color)) })
  .check(
    z.refine(
      (input) => input.display_name !== undefined || input.color !== undefined,
      'give a name or a colour',
    ),
  )
export type ChangeProfile = z.infer<typeof changeProfile>
