import type { Call, StartCall } from '#protocol/calls'
import { newSide, type OngoingCall } from '../../calls/registry'
import type { App, Speaker } from '../../context'
import { DomainError } from '../errors'
import { requirePolicy } from '../require-policy'
import { connect } from './answer'
import { requireCallee } from './callee'
import { endCall } from './end'
import { isEngaged, seat } from './sides'
import { tellCall, viewCall } from './view'

/**
 * Rings all devices of somebody. Two who ring each other at once are connected; who talks already is busy. The same
 * `call_id` again, from the same device, gives the call there is.
 * @returns the call, which may be another one than was asked for, or be over
 * @throws DomainError what `requireCallee` throws, `policy_disabled`, `conflict` for who is in a call already, or
 * `rate_limited` when too many calls were not taken
 */
export async function startCall(app: App, speaker: Speaker, input: StartCall): Promise<Call> {
  requirePolicy(app.policy, 'calls')
  const caller = speaker.account
  const callee = await requireCallee(app, caller, input)

  const known = app.calls.find(caller.id, input.call_id)
  if (known) return repeated(known, speaker)
  const crossing = app.calls
    .of(caller.id)
    .find((call) => call.phase === 'ringing' && call.caller.id === callee.id && call.callee.id === caller.id)
  if (crossing) return connect(app, crossing, speaker, input.call_id)
  if (isEngaged(app, caller.id)) throw new DomainError('conflict', { detail: 'You are in a call already.' })
  if (app.calls.find(callee.id, input.call_id)) throw usedBefore()
  const retryAfterMs = app.calls.ringRate.take(caller.id)
  if (retryAfterMs > 0) {
    const detail = 'Your last calls were not taken. Wait a minute before you call again.'
    throw new DomainError('rate_limited', { detail, retryAfterMs })
  }

  const call: OngoingCall = {
    id: input.call_id,
    roomId: input.room_id ?? null,
    media: input.media,
    caller: newSide(caller),
    callee: newSide(callee),
    phase: 'ringing',
    end: null,
    talkingSince: null,
    timer: null,
  }
  seat(call.caller, speaker)
  app.calls.add(call)
  app.metrics.callsStarted.inc({ media: call.media })
  if (isEngaged(app, callee.id)) {
    endCall(app, call, 'busy')
  } else {
    call.timer = setTimeout(() => endCall(app, call, 'missed'), app.config.calls.ringSeconds * 1000)
    tellCall(app, call)
  }
  return viewCall(call)
}

function repeated(call: OngoingCall, speaker: Speaker): Call {
  const { id, sessionId } = call.caller
  if (id !== speaker.account.id || sessionId !== speaker.sessionId) throw usedBefore()
  seat(call.caller, speaker)
  return viewCall(call)
}

function usedBefore(): DomainError {
  return new DomainError('conflict', { detail: 'This call id was used before.' })
}
