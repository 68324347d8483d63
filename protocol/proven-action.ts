import { z } from 'zod'

/** What is done only by whoever has just proven who they are: deleting their account, taking along what is theirs. */
export const provenAction = z.enum(['deletion', 'export'])
export type ProvenAction = z.infer<typeof provenAction>
