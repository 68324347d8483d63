import type { BusEvent } from '../../bus/bus'
import type { OngoingCall } from '../../calls/registry'
import type { App } from '../../context'
import { endCall } from './end'
import { sideOf } from './sides'

/** Ends the calls of those who may not go on: signed out, out of the room, or no contacts any more. */
export function watchCalls(app: App): void {
  app.bus.subscribe((event) => {
    for (const call of endedBy(app, event)) endCall(app, call, 'gone')
  })
}

function endedBy(app: App, event: BusEvent): OngoingCall[] {
  switch (event.kind) {
    case 'sessions_ended': {
      const { accountId, sessionIds } = event
      return app.calls
        .of(accountId)
        .filter((call) => sessionIds.includes(sideOf(call, accountId).sessionId ?? ''))
    }
    case 'left':
      return app.calls.of(event.accountId).filter(({ roomId }) => roomId === event.roomId)
    case 'contacts_parted': {
      const [one, other] = event.accountIds
      return app.calls.of(one).filter(({ caller, callee }) => caller.id === other || callee.id === other)
    }
    default:
      return []
  }
}
