import type { AnswerCall, Call } from '#protocol/calls'
import type { OngoingCall } from '../../calls/registry'
import type { App, Speaker } from '../../context'
import { DomainError } from '../errors'
import { requireCallee } from './callee'
import { endCall } from './end'
import { isEngaged, requireCall, seat } from './sides'
import { tellSignals } from './signal'
import { tellCall, viewCall } from './view'

/**
 * Takes a call that rings, or declines it for all devices. The first device that takes it talks.
 * @throws DomainError `not_found`, `forbidden` for the caller, or `conflict` when it was taken elsewhere, is over, or its
 * person is in another one
 */
export async function answerCall(app: App, speaker: Speaker, input: AnswerCall): Promise<Call> {
  const call = requireCall(app, speaker.account.id, input.call_id)
  if (call.callee.id !== speaker.account.id) {
    throw new DomainError('forbidden', { detail: 'Only who is called can answer.' })
  }
  if (input.accept) return accept(app, call, speaker, input.answer_id)
  if (call.phase === 'talking') throw takenElsewhere()
  endCall(app, call, 'declined')
  return viewCall(call)
}

async function accept(app: App, call: OngoingCall, speaker: Speaker, answerId: string): Promise<Call> {
  if (call.phase === 'ringing') await requireStillCallable(app, call)
  if (call.phase === 'ended') throw new DomainError('conflict', { detail: 'This call is over.' })
  if (call.phase === 'ringing') return connect(app, call, speaker, answerId)
  const isSameAnswer = call.callee.sessionId === speaker.sessionId && call.callee.answerId === answerId
  if (!isSameAnswer) throw takenElsewhere()
  seat(call.callee, speaker)
  return viewCall(call)
}

/** The two may have parted while it rang, at the very moment in which it began to. */
async function requireStillCallable(app: App, { roomId, caller, callee, id, media }: OngoingCall) {
  if (roomId !== null) await requireCallee(app, callee, { call_id: id, media, room_id: roomId })
  else if (!app.online.has(caller.id)) throw new DomainError('conflict', { detail: 'This call is over.' })
}

/**
 * Lets the two talk. Whoever else rings either of them hears that they are busy.
 * @throws DomainError `conflict` for who is in another call
 */
export function connect(app: App, call: OngoingCall, speaker: Speaker, answerId: string): Call {
  if (isEngaged(app, call.callee.id)) {
    throw new DomainError('conflict', { detail: 'End the call you are in before you take another one.' })
  }
  if (call.timer) clearTimeout(call.timer)
  call.timer = null
  call.phase = 'talking'
  call.talkingSince = performance.now()
  seat(call.callee, speaker)
  call.callee.answerId = answerId
  app.calls.ringRate.answered(call.caller.id)
  tellCall(app, call)
  tellSignals(app, call, call.callee)
  for (const { id } of [call.caller, call.callee]) {
    const ringing = app.calls.of(id).filter(({ phase }) => phase === 'ringing')
    for (const other of ringing) endCall(app, other, 'busy')
  }
  return viewCall(call)
}

function takenElsewhere(): DomainError {
  return new DomainError('conflict', { detail: 'This call was taken on another device.' })
}
