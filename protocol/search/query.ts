import { z } from 'zod'
import { username } from '../accounts'
import { id, timestamp } from '../ids'
import { limits } from '../limits'
import { message } from '../messages'
import { storableText } from '../text'

const cursor = z.string().regex(/^[1-9][0-9]{0,14}$/, 'must be a cursor of an earlier page')

export const hasWhat = z.enum(['link', 'code', 'mention', 'image', 'video', 'file'])

/** What messages are looked for. All that is given must hold; `query` is read by `termsOf`. */
export const messageSearch = z
  .strictObject({
    query: storableText(1, limits.messageSearchCharacters).optional(),
    /** Written by this person. */
    from: username.optional(),
    /** In this room only. */
    room_id: id.optional(),
    /** `mention`: it names somebody, or everyone. `image` stands still or moves by itself; `file` is any file. */
    has: hasWhat.optional(),
    /** Written before this moment, or from this moment on. */
    before: timestamp.optional(),
    after: timestamp.optional(),
    /** Goes on after the page that ended here. */
    cursor: cursor.optional(),
    limit: z
      .string()
      .regex(/^[0-9]{1,4}$/, 'must be a whole number')
      .transform(Number)
      .refine((n) => n >= 1 && n <= limits.searchPage.most, `must be 1 to ${limits.searchPage.most}`)
      .default(limits.searchPage.usual),
  })
  .refine(
    ({ cursor: _, limit: __, ...sought }) => Object.values(sought).some((value) => value !== undefined),
    {
      path: ['query'],
      message: 'say what to look for',
    },
  )
export type MessageSearch = z.infer<typeof messageSearch>

/** What was found, newest first. `cursor` leads to the next page; null when this is the last. */
export const foundMessages = z.object({ messages: z.array(message), cursor: cursor.nullable() })
export type FoundMessages = z.infer<typeof foundMessages>
