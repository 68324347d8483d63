import { z } from 'zod'
import { linkToken } from './accounts'
import { timestamp } from './ids'
import { provenAction } from './proven-action'

/** Another service that people can sign in through. */
export const oauthProvider = z.object({ id: z.string(), label: z.string() })
export type OauthProvider = z.infer<typeof oauthProvider>

/** What somebody goes to another service for: to come in, to connect it, or to prove before something that it is they. */
export const beginOauth = z.strictObject({
  purpose: z.enum(['sign_in', 'connect', ...provenAction.options]),
  /** The end of the link somebody was invited by: needed for an account that is opened by this sign-in. */
  invitation: z.optional(linkToken),
})
export type BeginOauth = z.infer<typeof beginOauth>

/** The address of the other service: the browser must go there in the same window. */
export const oauthBegun = z.object({ address: z.url() })
export type OauthBegun = z.infer<typeof oauthBegun>

/** A service that is connected to one's account. */
export const identity = z.object({ provider: z.string(), label: z.string(), connected_at: timestamp })
export type Identity = z.infer<typeof identity>
export const identityList = z.object({ identities: z.array(identity) })
