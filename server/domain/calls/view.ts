import type { Call } from '#protocol/calls'
import type { OngoingCall, Side } from '../../calls/registry'
import type { App } from '../../context'

/** A call as the devices of the two see it. */
export function viewCall({ id, roomId, caller, callee, media, phase, end }: OngoingCall): Call {
  return { id, room_id: roomId, caller: viewSide(caller), callee: viewSide(callee), media, phase, end }
}

/** Tells all devices of the two how it stands. */
export function tellCall(app: App, call: OngoingCall): void {
  const data = viewCall(call)
  for (const { id } of [call.caller, call.callee]) {
    app.bus.publish({ kind: 'account_frame', accountId: id, frame: { type: 'call', data } })
  }
}

/** The calls a device hears of that has just connected: those its person is in or rung for. */
export function callsOf(app: App, accountId: string): Call[] {
  return app.calls
    .of(accountId)
    .filter(({ phase }) => phase !== 'ended')
    .map(viewCall)
}

function viewSide({ id, username, sessionId }: Side): Call['caller'] {
  return { id, username, session_id: sessionId }
}
