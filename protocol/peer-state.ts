import { z } from 'zod'

/**
 * What one side of a call tells the other of itself, as JSON over a channel of their own, beside sound and picture: no server
 * sees it. Both begin with the microphone on and no picture.
 */
export const peerState = z.object({
  is_muted: z.boolean(),
  /** `screen` is shown whole, `camera` may be cropped. */
  picture: z.enum(['none', 'camera', 'screen']),
})
export type PeerState = z.infer<typeof peerState>
