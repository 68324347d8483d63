import type { NumberedSignal, Signal } from '#protocol/calls'
import type { ClientFrame } from '#protocol/frames'
import { createAlarm } from './alarm'

interface Needs {
  callId: string
  /** This device began the call, or is in it already. */
  isOwn: boolean
  send(frame: ClientFrame): void
  onHeard(signal: Signal): void
}

/** What goes to and fro between this device and the other side of one call: each once, in order. */
export function createCallLine({ callId, isOwn, send, onHeard }: Needs) {
  let said: readonly NumberedSignal[] = []
  let sayingNext = 1
  let heard = 0
  /** The server knows that this device takes part in the call. */
  let isSeated = isOwn
  /** The server has said how far it is, and has refused nothing since. */
  let isOpen = false
  const patience = createAlarm(resume)

  function say(line: NumberedSignal): void {
    send({ type: 'call_signal', data: line, ref: signalRef(callId) })
  }

  /** Says to the server what is here, and asks for what is not. */
  function resume(): void {
    isOpen = false
    patience.off()
    send({ type: 'call_resume', data: { call_id: callId, number: heard }, ref: signalRef(callId) })
  }

  /** The server takes what is said on this connection. */
  function open(): void {
    isSeated = true
    if (isOpen) return
    isOpen = true
    for (const line of said) say(line)
  }

  return {
    resume,
    open,
    isSeated: () => isSeated,
    signal(signal: Signal) {
      const line = { call_id: callId, number: sayingNext++, signal }
      said = [...said, line]
      if (isOpen) say(line)
    },
    /** The server has everything up to here. */
    confirmed(number: number) {
      said = said.filter((line) => line.number > number)
      if (!patience.isSet()) open()
    },
    /** What was said is to be said again later. */
    refused(retryAfterMs: number) {
      isOpen = false
      patience.set(retryAfterMs)
    },
    /** What was heard before comes again when a confirmation was lost. */
    hear({ number, signal }: NumberedSignal) {
      if (number <= heard + 1) {
        if (number === heard + 1) {
          heard = number
          onHeard(signal)
        }
        send({ type: 'call_received', data: { call_id: callId, number: heard } })
      } else if (isOpen) resume()
    },
    disconnected() {
      isOpen = false
      patience.off()
    },
  }
}
export type CallLine = ReturnType<typeof createCallLine>

/** By which an error is known to answer what a line has said. */
export function signalRef(callId: string): string {
  return `call-${callId}`
}
