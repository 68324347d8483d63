import { z } from 'zod'
import { username } from '../accounts'
import { id, timestamp } from '../ids'
import { limits } from '../limits'
import { message } from '../messages'
import { storableText } from '../text'

const cursor = z.string().check(z.regex(/^[1-9][0-9]{0,14}$/, 'must be a cursor of an earlier page'))

export const hasWhat = z.enum(['link', 'code', 'mention', 'image', 'video', 'file'])

/** What messages are looked for. All that is given must hold; `query` is read by `termsOf`. */
export const messageSearch = z
  .strictObject({
    query: z.optional(storableText(1, limits.messageSearchCharacters)),
    /** Written by this person. */
    from: z.optional(username),
    /** In this room only. */
    room_id: z.optional(id),
    /** `mention`: it names somebody, or everyone. `image` stands still or moves by itself; `file` is any file. */
    has: z.optional(hasWhat),
    /** Written before this moment, or from this moment on. */
    before: z.optional(timestamp),
    after: z.optional(timestamp),
    /** Goes on after the page that ended here. */
    cursor: z.optional(cursor),
    limit: z._default(
      z
        .pipe(z.string().check(z.regex(/^[0-9]{1,4}$/, 'must be a whole number')), z.transform(Number))
        .check(
          z.refine((n) => n >= 1 && n <= limits.searchPage.most, `must be 1 to ${limits.searchPage.most}`),
        ),
      limits.searchPage.usual,
    ),
  })
  .check(
    z.refine(
      ({ cursor: _, limit: __, ...sought }) => Object.values(sought).some((value) => value !== undefined),
      {
        path: ['query'],
        message: 'say what to look for',
      },
    ),
  )
export type MessageSearch = z.infer<typeof messageSearch>

/** What was found, newest first. `cursor` leads to the next page; null when this is the last. */
export const foundMessages = z.object({ messages: z.array(message), cursor: z.nullable(cursor) })
export type FoundMessages = z.infer<typeof foundMessages>
