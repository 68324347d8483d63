import { z } from 'zod'
import { id, timestamp } from './ids'
import { limits } from './limits'
import { storableText } from './text'

/** What somebody has begun to write in a room. Nobody else ever sees it. */
export const draft = z.object({
  room_id: id,
  /** Empty once it was sent or given up. */
  content: z.string(),
  /** When it was written on its device, and at the latest when the server heard of it. */
  written_at: timestamp,
})
export type Draft = z.infer<typeof draft>

export const draftList = z.object({ drafts: z.array(draft) })

/** Replaces what was written earlier; what was written later stays. */
export const keepDraft = z.strictObject({
  content: storableText(0, limits.messageCharacters),
  written_at: timestamp,
})
export type KeepDraft = z.infer<typeof keepDraft>
