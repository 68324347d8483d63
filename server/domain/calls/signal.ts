import type { HeardSignals, NumberedSignal, Signal } from '#protocol/calls'
import type { ServerFrame } from '#protocol/frames'
import { limits } from '#protocol/limits'
import type { OngoingCall, Side } from '../../calls/registry'
import type { App, Speaker } from '../../context'
import { DomainError } from '../errors'
import { noSuchCall, otherSide, requireCall, seat, sideOf } from './sides'
import { viewCall } from './view'

/**
 * Takes what the device of one side has to say to the other, if it is the next one, and passes it on. Until the other
 * side confirms it, it is kept.
 * @returns how much has been taken
 * @throws DomainError `not_found` for anybody but the device that takes part, `too_large`, or `rate_limited`
 */
export async function takeSignal(app: App, speaker: Speaker, input: NumberedSignal): Promise<HeardSignals> {
  const { call, side } = requireSeat(app, speaker, input.call_id)
  const { said } = side
  if (input.number === said.taken + 1) {
    requireSize(input.signal)
    const retryAfterMs = said.waitMs(input.signal)
    if (retryAfterMs > 0) throw new DomainError('rate_limited', { retryAfterMs })
    said.take(input.signal)
    tell(app, otherSide(call, side), { type: 'call_signal', data: input })
  }
  return { call_id: call.id, number: said.taken }
}

/**
 * Forgets what a device confirms to have heard.
 * @throws DomainError `not_found`
 */
export async function confirmSignals(app: App, speaker: Speaker, heard: HeardSignals): Promise<void> {
  const { call, side } = requireSeat(app, speaker, heard.call_id)
  otherSide(call, side).said.confirm(heard.number)
}

/**
 * Lets the device that takes part go on through another socket, and tells it what it has not heard.
 * @returns how much of what it said was taken, or how the call ended
 * @throws DomainError `not_found`
 */
export async function resumeCall(app: App, speaker: Speaker, heard: HeardSignals): Promise<ServerFrame> {
  const call = requireCall(app, speaker.account.id, heard.call_id)
  const side = sideOf(call, speaker.account.id)
  if (call.phase === 'ended') return { type: 'call', data: viewCall(call) }
  if (side.sessionId !== speaker.sessionId) throw noSuchCall()
  seat(side, speaker)
  otherSide(call, side).said.confirm(heard.number)
  tellSignals(app, call, side)
  return { type: 'call_received', data: { call_id: call.id, number: side.said.taken } }
}

/** Tells one side what the other has said and it has not confirmed. */
export function tellSignals(app: App, call: OngoingCall, side: Side): void {
  for (const line of otherSide(call, side).said.unconfirmed()) {
    tell(app, side, { type: 'call_signal', data: { call_id: call.id, ...line } })
  }
}

function tell(app: App, { id, sessionId }: Side, frame: ServerFrame): void {
  if (sessionId === null) return
  app.bus.publish({ kind: 'session_frame', accountId: id, sessionId, frame })
}

function requireSeat(app: App, { account, sessionId, socketId }: Speaker, callId: string) {
  const call = requireCall(app, account.id, callId)
  const side = sideOf(call, account.id)
  const isSeated = side.sessionId === sessionId && side.socketId === socketId
  if (call.phase === 'ended' || !isSeated) throw noSuchCall()
  return { call, side }
}

function requireSize(signal: Signal): void {
  if (signal.kind !== 'description') return
  if (Buffer.byteLength(signal.sdp) <= limits.call.descriptionBytes) return
  const detail = `What a browser says of a call has at most ${limits.call.descriptionBytes} bytes.`
  throw new DomainError('too_large', { detail })
}
