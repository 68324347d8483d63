import { z } from 'zod'
import { clientId, id } from './ids'
import { limits } from './limits'

/** Chosen by the caller's device, so that a repeated call is recognised. */
export const callId = clientId

export const callMedia = z.enum(['audio', 'video'])
export type CallMedia = z.infer<typeof callMedia>

/** Why a call is over. `gone`: a side lost its connection for too long. `failed`: the two never found a way to each other. */
export const callEnd = z.enum(['declined', 'busy', 'missed', 'cancelled', 'hung_up', 'gone', 'failed'])
export type CallEnd = z.infer<typeof callEnd>

const party = z.object({
  id,
  username: z.string(),
  /** The session of the device they talk at; null until they have answered. */
  session_id: id.nullable(),
})

/** A call between two people, as all their devices see it. */
export const call = z.object({
  id: callId,
  /** Their direct room; null where they call each other without one. */
  room_id: id.nullable(),
  caller: party,
  callee: party,
  /** What it began with: either may turn a camera on or off later. */
  media: callMedia,
  phase: z.enum(['ringing', 'talking', 'ended']),
  /** Null until it is over. */
  end: callEnd.nullable(),
})
export type Call = z.infer<typeof call>

/** Calls the other person of a direct room, or, where policy lets anyone call anyone, somebody who is online. */
export const startCall = z
  .strictObject({ call_id: callId, media: callMedia, room_id: id.optional(), user_id: id.optional() })
  .refine(({ room_id, user_id }) => (room_id === undefined) !== (user_id === undefined), {
    path: ['room_id'],
    message: 'give one of room_id and user_id',
  })
export type StartCall = z.infer<typeof startCall>

/** What one browser has to tell the other: of a session (SDP), or of a way to reach it (an ICE candidate). */
export const signal = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('description'),
    type: z.enum(['offer', 'answer', 'rollback', 'pranswer']),
    sdp: z.string().max(limits.call.descriptionBytes),
  }),
  z.strictObject({
    kind: z.literal('candidate'),
    candidate: z.string().max(limits.call.candidateBytes),
    sdp_mid: z.string().max(64).nullable(),
    sdp_m_line_index: z.int().min(0).max(64).nullable(),
  }),
])
export type Signal = z.infer<typeof signal>

/** How a browser finds a way through firewalls: as `RTCPeerConnection` takes it. Ask anew when it has run out. */
export const iceServers = z.object({
  ice_servers: z.array(
    z.object({
      urls: z.array(z.string()),
      username: z.string().optional(),
      credential: z.string().optional(),
    }),
  ),
  /** Seconds that the credentials are good for. */
  lifetime: z.int().min(0),
})
export type IceServers = z.infer<typeof iceServers>
