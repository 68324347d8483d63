import type { Call, CallEnd, HangUpCall } from '#protocol/calls'
import type { OngoingCall } from '../../calls/registry'
import type { App, Speaker } from '../../context'
import { DomainError } from '../errors'
import { endCall } from './end'
import { requireCall, sideOf } from './sides'
import { viewCall } from './view'

/**
 * Ends a call. While it rings its caller takes it back on any device, and who is called declines it; a talk is ended by
 * the device that takes part. One that is over stays as it is.
 * @throws DomainError `not_found`, or `conflict` for another device than the one they talk at
 */
export async function hangUp(app: App, { account, sessionId }: Speaker, input: HangUpCall): Promise<Call> {
  const call = requireCall(app, account.id, input.call_id)
  const side = sideOf(call, account.id)
  if (call.phase === 'talking' && side.sessionId !== sessionId) {
    throw new DomainError('conflict', { detail: 'This call goes on at another device. End it there.' })
  }
  endCall(app, call, endOf(call, account.id, input.end ?? 'hung_up'))
  return viewCall(call)
}

function endOf(call: OngoingCall, accountId: string, said: CallEnd): CallEnd {
  if (call.phase !== 'ringing') return said
  return call.caller.id === accountId ? 'cancelled' : 'declined'
}
