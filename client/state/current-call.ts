import type { Call, CallEnd } from '#protocol/calls'

/** The one call a screen has to do with. */
export interface CurrentCall {
  call: Call
  /** Whether this person began it. */
  isCaller: boolean
  /** Whether this device takes part. */
  isHere: boolean
  peer: { id: string; username: string }
}

/**
 * The call that counts among those known: one that goes on here, then one that rings for this person, then the one that has
 * just ended here, then one that they have on another device.
 */
export function currentOf(
  calls: readonly Call[],
  myId: string,
  isHere: (callId: string) => boolean,
): CurrentCall | null {
  const live = calls.filter(({ phase }) => phase !== 'ended')
  const call =
    live.find(({ id }) => isHere(id)) ??
    live.find(({ phase, callee }) => phase === 'ringing' && callee.id === myId) ??
    calls.findLast(({ phase }) => phase === 'ended') ??
    live[0]
  if (!call) return null
  const isCaller = call.caller.id === myId
  const { id, username } = isCaller ? call.callee : call.caller
  return { call, isCaller, isHere: isHere(call.id), peer: { id, username } }
}

const order = { ringing: 0, talking: 1, ended: 2 }

/** Whether a call says more than what is known of it: it never goes back. */
export function isNewer(call: Call, known: Call): boolean {
  return order[call.phase] > order[known.phase]
}

export function ended(call: Call, end: CallEnd): Call {
  return { ...call, phase: 'ended', end }
}
