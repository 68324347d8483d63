import type { Call, CallMedia, HeardSignals, IceServers, NumberedSignal, Signal } from '#protocol/calls'
import type { ClientFrame, ErrorData } from '#protocol/frames'
import { limits } from '#protocol/limits'
import { ApiError } from './api-error'
import { type CallLine, createCallLine, signalRef } from './call-line'
import { createCallRequests } from './call-requests'
import { newClientId } from './client-id'
import { type Readable, writable } from './readable'
import { type CurrentCall, currentOf, ended, isNewer } from './state/current-call'

/** Calls between two people: who rings whom, and what their browsers must know of each other. */
export interface Calls {
  /** The call this person is in, is rung for, or that has just ended on this device; null for none. */
  readonly current: Readable<CurrentCall | null>
  /**
   * Rings the other person of a direct room, or somebody who is online. Resolves when it rings, or is over already because
   * they are busy. Rejects with an `ApiError`.
   */
  start(to: { roomId: string } | { userId: string }, media: CallMedia): Promise<void>
  /** Takes a call on this device. Rejects with `conflict` when another device was faster or the call is over. */
  accept(callId: string): Promise<void>
  decline(callId: string): Promise<void>
  /** Ends a call, here at once. `failed`: the two browsers never found a way to each other. */
  hangUp(callId: string, reason?: 'hung_up' | 'failed'): Promise<void>
  /** Sends what the two browsers must know of each other; kept in order until there is a connection. */
  signal(callId: string, signal: Signal): void
  /** Hears the signals of the other side in order. What came before anybody listened is heard first. Returns how to stop. */
  onSignal(listener: (callId: string, signal: Signal) => void): () => void
  iceServers(): Promise<IceServers>
  /** Forgets an ended call, when its person has seen how it ended. */
  dismiss(): void
}

interface Needs {
  send(frame: ClientFrame): void
  myId(): string
  iceServers(): Promise<IceServers>
}

type SignalListener = (callId: string, signal: Signal) => void

export function createCalls(needs: Needs) {
  const { send } = needs
  const current = writable<CurrentCall | null>(null)
  const requests = createCallRequests(send)
  /** Those that ring or go on, and the one that has ended here. */
  const known = new Map<string, Call>()
  /** Those that this device, and no other tab of its browser, takes part in. */
  const lines = new Map<string, CallLine>()
  /** Those the server has told on this connection. */
  let told = new Set<string>()
  const listeners = new Set<SignalListener>()
  const answerId = newClientId()
  let unheard: Parameters<SignalListener>[] = []

  function show(): void {
    current.set(currentOf([...known.values()], needs.myId(), isHere))
  }

  function isHere(callId: string): boolean {
    return lines.get(callId)?.isSeated() ?? false
  }

  function newLine(callId: string, isOwn: boolean): CallLine {
    return createCallLine({
      callId,
      isOwn,
      send,
      onHeard(signal) {
        if (listeners.size === 0) unheard.push([callId, signal])
        for (const listener of [...listeners]) listener(callId, signal)
      },
    })
  }

  /** Takes how a call stands, unless more is known of it here. */
  function learn(call: Call): void {
    told.add(call.id)
    const before = known.get(call.id)
    if (before ? !isNewer(call, before) : call.phase === 'ended' && !isHere(call.id)) return
    known.set(call.id, call)
    if (call.phase === 'ended') leave(call.id)
    show()
  }

  /** A call is over: who was not in it forgets it, and others hear nothing more. */
  function leave(callId: string): void {
    lines.get(callId)?.disconnected()
    unheard = unheard.filter(([id]) => id !== callId)
    if (!isHere(callId)) known.delete(callId)
  }

  function endHere(callId: string, end: NonNullable<Call['end']>): void {
    const call = known.get(callId)
    if (call) learn(ended(call, end))
  }

  /** Takes part in a call from this device, if the server agrees. */
  async function takePart(callId: string, question: Parameters<typeof requests.ask>[0]): Promise<void> {
    if (!lines.has(callId)) lines.set(callId, newLine(callId, question.type === 'call_start'))
    try {
      await requests.ask(question)
    } catch (error) {
      lines.delete(callId)
      show()
      throw error
    }
  }

  function answer(callId: string, accept: boolean) {
    return { type: 'call_answer' as const, data: { call_id: callId, accept, answer_id: answerId } }
  }

  /** The other one rang at the same moment: theirs is the call that came about. */
  function cross(callId: string, takenId: string): void {
    const line = newLine(takenId, true)
    lines.delete(callId)
    lines.set(takenId, line)
    line.resume()
  }

  const calls: Calls = {
    current,
    async start(to, media) {
      const callId = newClientId()
      const whom = 'roomId' in to ? { room_id: to.roomId } : { user_id: to.userId }
      await takePart(callId, { type: 'call_start', data: { call_id: callId, media, ...whom } })
    },
    accept: (callId) => takePart(callId, answer(callId, true)),
    async decline(callId) {
      await requests.ask(answer(callId, false))
    },
    async hangUp(callId, reason = 'hung_up') {
      const asked = requests.ask({ type: 'call_hang_up', data: { call_id: callId, end: reason } })
      const call = known.get(callId)
      if (call && isHere(callId)) endHere(callId, call.phase === 'ringing' ? 'cancelled' : reason)
      await asked.catch(unlessForgotten)
    },
    signal(callId, signal) {
      const isTooLarge = signal.kind === 'description' && bytesOf(signal.sdp) > limits.call.descriptionBytes
      if (!isTooLarge) lines.get(callId)?.signal(signal)
      else send({ type: 'call_hang_up', data: { call_id: callId, end: 'failed' } })
    },
    onSignal(listener) {
      listeners.add(listener)
      const waiting = unheard
      unheard = []
      for (const [callId, signal] of waiting) listener(callId, signal)
      return () => listeners.delete(listener)
    },
    iceServers: needs.iceServers,
    dismiss() {
      for (const call of known.values()) {
        if (call.phase !== 'ended') continue
        known.delete(call.id)
        lines.delete(call.id)
      }
      show()
    },
  }

  return {
    calls,
    receive(call: Call, ref: unknown) {
      const question = requests.answered(ref, call)
      const isCrossed = question?.type === 'call_start' && question.data.call_id !== call.id
      if (isCrossed) cross(question.data.call_id, call.id)
      else if (question && call.phase !== 'ended') lines.get(call.id)?.open()
      learn(call)
      show()
    },
    receiveSignal: (line: NumberedSignal) => lines.get(line.call_id)?.hear(line),
    confirmed: ({ call_id, number }: HeardSignals) => lines.get(call_id)?.confirmed(number),
    refused(ref: unknown, error: ErrorData): boolean {
      if (requests.refused(ref, error)) return true
      const found = [...lines].find(([callId]) => signalRef(callId) === ref)
      if (!found?.[1].isSeated()) return false
      const [callId, line] = found
      if (error.retry) line.refused(error.retry_after_ms ?? 1000)
      else endHere(callId, 'gone')
      return true
    },
    connected() {
      told = new Set()
      requests.connected()
      for (const [callId, line] of lines) {
        const phase = known.get(callId)?.phase
        if (phase !== undefined && phase !== 'ended' && line.isSeated()) line.resume()
      }
    },
    /** Everything there is has been told: what was not is over, unless this device takes part and will hear how it ended. */
    synced() {
      for (const call of known.values()) if (!told.has(call.id) && !isHere(call.id)) known.delete(call.id)
      show()
    },
    disconnected() {
      for (const line of lines.values()) line.disconnected()
    },
    clear() {
      requests.clear()
      for (const line of lines.values()) line.disconnected()
      lines.clear()
      known.clear()
      unheard = []
      current.set(null)
    },
  }
}
export type CallsStore = ReturnType<typeof createCalls>

/** Who hangs up wants a call to be over: it is when there is none. */
function unlessForgotten(error: unknown): void {
  if (!(error instanceof ApiError && error.code === 'not_found')) throw error
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
