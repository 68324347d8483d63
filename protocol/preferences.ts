import { z } from 'zod'
import { language } from './languages'

const choices = {
  /** Others learn how far this person has read, and this person learns it of others who let them. */
  read_receipts: z.boolean(),
  /** Those who share a room learn when this person was last seen. That they are online is always visible. */
  last_seen: z.boolean(),
  /** The language of mails. Null for that of the browser, or other program, that causes one. */
  language: z.nullable(language),
}

/** What somebody lets others know of them, and what language they are written to in. Only they learn of it. */
export const preferences = z.object(choices)
export type Preferences = z.infer<typeof preferences>

/** What is left out stays as it is. */
export const changePreferences = z.strictObject({
  read_receipts: z.optional(choices.read_receipts),
  last_seen: z.optional(choices.last_seen),
  language: z.optional(choices.language),
})
export type ChangePreferences = z.infer<typeof changePreferences>
