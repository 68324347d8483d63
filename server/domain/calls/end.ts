import { type CallEnd, callContent } from '#protocol/calls'
import type { OngoingCall } from '../../calls/registry'
import type { App } from '../../context'
import { lockRoom } from '../../store/rooms'
import { appendEvent } from '../messages/append'
import { refusalToWrite } from '../messages/refusal-to-write'
import { tellCall } from './view'

/** For so long a device that was away can learn how a call ended. */
const rememberedMs = 60_000

/** Ends a call, tells both sides, and leaves a line in their room. Does nothing to one that is over. */
export function endCall(app: App, call: OngoingCall, end: CallEnd): void {
  if (call.phase === 'ended') return
  call.phase = 'ended'
  call.end = end
  for (const side of [call.caller, call.callee]) {
    if (side.absence) clearTimeout(side.absence)
    side.absence = null
    side.said.clear()
  }
  if (call.timer) clearTimeout(call.timer)
  call.timer = setTimeout(() => app.calls.forget(call), rememberedMs)
  tellCall(app, call)
  app.metrics.callsEnded.inc({ end })
  app.background.run(() => leaveLine(app, call, end))
}

/** The program stops: nobody could end these calls any more. */
export function endAllCalls(app: App): void {
  for (const call of app.calls.all()) {
    endCall(app, call, 'gone')
    if (call.timer) clearTimeout(call.timer)
    app.calls.forget(call)
  }
}

/** What both find in their room later. Where nobody can write any more, there is none. */
async function leaveLine(app: App, call: OngoingCall, end: CallEnd): Promise<void> {
  const { roomId, caller, media, talkingSince } = call
  if (roomId === null) return
  const seconds = talkingSince === null ? null : Math.round((performance.now() - talkingSince) / 1000)
  const isMissed = seconds === null && end !== 'declined'
  await app.store.transaction(async (tx) => {
    const room = await lockRoom(tx, roomId)
    if (!room || (await refusalToWrite(app, tx, room, caller))) return
    await appendEvent(app, tx, room, {
      actor: caller,
      message_type: isMissed ? 'call_missed' : 'call_ended',
      content: callContent(media, seconds),
    })
  })
}
