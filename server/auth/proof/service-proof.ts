import { z } from 'zod'
import { provenAction } from '#protocol/proven-action'

/** What is kept of somebody whom another service has just said to be who they are: in which session, and for what. */
export const serviceProof = z.object({ sessionId: z.string(), action: provenAction })
