import { z } from 'zod'
import { oauthProvider } from './oauth'
import { policy } from './policy'

/** What a client must know before anyone is signed in. */
export const serverInfo = z.object({
  name: z.literal('natter'),
  version: z.string(),
  profile: z.string(),
  policy,
  /** Which files are taken: of how many bytes each at most, and of any kind or only pictures and video. Null for none. */
  uploads: z.nullable(z.object({ most_bytes: z.int(), other_files: z.boolean() })),
  /** Whether mails can be sent: without them there is no code and no new password. */
  has_mail: z.boolean(),
  /** The services people can sign in through. */
  oauth_providers: z.array(oauthProvider),
})
export type ServerInfo = z.infer<typeof serverInfo>
