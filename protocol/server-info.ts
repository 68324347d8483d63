import { z } from 'zod'
import { policy } from './policy'

/** What a client must know before anyone is signed in. */
export const serverInfo = z.object({
  name: z.literal('natter'),
  version: z.string(),
  profile: z.string(),
  policy,
  /** Whether mails can be sent: without them there is no code and no new password. */
  has_mail: z.boolean(),
})
export type ServerInfo = z.infer<typeof serverInfo>
