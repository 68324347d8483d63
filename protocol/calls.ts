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
  session_id: z.nullable(id),
})

/** A call between two people, as all their devices see it. */
export const call = z.object({
  id: callId,
  /** Their direct room; null where they call each other without one. */
  room_id: z.nullable(id),
  caller: party,
  callee: party,
  /** What it began with: either may turn a camera on or off later. */
  media: callMedia,
  phase: z.enum(['ringing', 'talking', 'ended']),
  /** Null until it is over. */
  end: z.nullable(callEnd),
})
export type Call = z.infer<typeof call>

/** Calls the other person of a direct room, or, where policy lets anyone call anyone, somebody who is online. */
export const startCall = z
  .strictObject({ call_id: callId, media: callMedia, room_id: z.optional(id), user_id: z.optional(id) })
  .check(
    z.refine(({ room_id, user_id }) => (room_id === undefined) !== (user_id === undefined), {
      path: ['room_id'],
      message: 'give one of room_id and user_id',
    }),
  )
export type StartCall = z.infer<typeof startCall>

/** What one browser has to tell the other: of a session (SDP), or of a way to reach it (an ICE candidate). */
export const signal = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('description'),
    type: z.enum(['offer', 'answer', 'rollback', 'pranswer']),
    /** At most `limits.call.descriptionBytes`; a longer one is refused as `too_large`. */
    sdp: z.string(),
  }),
  z.strictObject({
    kind: z.literal('candidate'),
    candidate: z.string().check(z.maxLength(limits.call.candidateBytes)),
    sdp_mid: z.nullable(z.string().check(z.maxLength(64))),
    sdp_m_line_index: z.nullable(z.int().check(z.gte(0), z.lte(64))),
  }),
])
export type Signal = z.infer<typeof signal>

/**
 * Says to a call that rings here whether it is taken. The first device to take it wins, and silences the others. It chooses the
 * `answer_id`, by which the same answer is recognised when it comes again, and is told from that of another tab.
 */
export const answerCall = z.strictObject({ call_id: callId, accept: z.boolean(), answer_id: clientId })
export type AnswerCall = z.infer<typeof answerCall>

/** Ends a call, from either side. `failed`: the two browsers never found a way to each other. */
export const hangUpCall = z.strictObject({ call_id: callId, end: z.optional(z.enum(['hung_up', 'failed'])) })
export type HangUpCall = z.infer<typeof hangUpCall>

/** A signal with its number: each side of a call counts its own from 1, so that none is lost, repeated or out of order. */
export const numberedSignal = z.strictObject({ call_id: callId, number: z.int().check(z.gte(1)), signal })
export type NumberedSignal = z.infer<typeof numberedSignal>

/** Everything up to this number of the other side's signals has arrived; 0 is nothing. */
export const heardSignals = z.strictObject({ call_id: callId, number: z.int().check(z.gte(0)) })
export type HeardSignals = z.infer<typeof heardSignals>

/** What the line about a call in a room's log carries: `audio`, or with the seconds they talked, `video 73`. */
export function callContent(media: CallMedia, seconds: number | null): string {
  return seconds === null ? media : `${media} ${seconds}`
}

/** Reads the same; a line of another version of this program counts as one about an unanswered call. */
export function readCallContent(content: string): { media: CallMedia; seconds: number | null } {
  const [media, seconds] = content.split(' ')
  return {
    media: media === 'video' ? 'video' : 'audio',
    seconds: seconds !== undefined && /^[0-9]{1,9}$/.test(seconds) ? Number(seconds) : null,
  }
}

/** How a browser finds a way through firewalls: as `RTCPeerConnection` takes it. Ask anew when it has run out. */
export const iceServers = z.object({
  ice_servers: z.array(
    z.object({
      urls: z.array(z.string()),
      username: z.optional(z.string()),
      credential: z.optional(z.string()),
    }),
  ),
  /** Seconds that the credentials are good for. */
  lifetime: z.int().check(z.gte(0)),
})
export type IceServers = z.infer<typeof iceServers>
