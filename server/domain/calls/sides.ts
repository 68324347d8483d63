import type { OngoingCall, Side } from '../../calls/registry'
import type { App, Speaker } from '../../context'
import { DomainError } from '../errors'
import { endCall } from './end'

/** @throws DomainError `not_found`, whether or not there is such a call of other people */
export function requireCall(app: App, accountId: string, callId: string): OngoingCall {
  const call = app.calls.find(accountId, callId)
  if (!call) throw noSuchCall()
  return call
}

export function noSuchCall(): DomainError {
  return new DomainError('not_found', { detail: 'There is no such call any more.' })
}

/** From now on this device speaks for a side of the call, through this socket. */
export function seat(side: Side, { sessionId, socketId }: Speaker): void {
  if (side.absence) clearTimeout(side.absence)
  Object.assign(side, { sessionId, socketId, absence: null })
}

export function sideOf(call: OngoingCall, accountId: string): Side {
  return call.caller.id === accountId ? call.caller : call.callee
}

export function otherSide(call: OngoingCall, side: Side): Side {
  return side === call.caller ? call.callee : call.caller
}

/** Whether somebody is talking to one, or calls one, and so hears of no other call. */
export function isEngaged(app: App, accountId: string): boolean {
  return app.calls
    .of(accountId)
    .some(({ phase, caller }) => phase === 'talking' || (phase === 'ringing' && caller.id === accountId))
}

/** How a browser closes the sockets of a page that is left or loaded anew. */
const pageLeft = 1001

/**
 * A socket is gone. What its device takes part in waits for it, but not for long; who leaves the page hangs up.
 */
export function loseSocket(app: App, { account, socketId }: Speaker, code: number): void {
  for (const call of app.calls.of(account.id)) {
    const side = sideOf(call, account.id)
    if (side.socketId !== socketId) continue
    side.socketId = null
    if (call.phase === 'ended') continue
    if (code === pageLeft) endCall(app, call, call.phase === 'ringing' ? 'cancelled' : 'hung_up')
    else side.absence = setTimeout(() => endCall(app, call, 'gone'), app.config.calls.absenceSeconds * 1000)
  }
}
