import type { CallEnd, CallMedia } from '#protocol/calls'
import { createRingRate, type RingRate } from './ring-rate'
import { createSaid, type Said } from './said'

/** One of the two people of a call, and the device they talk at. */
export interface Side {
  readonly id: string
  readonly username: string
  /** The session of that device; null until they have answered. */
  sessionId: string | null
  /** The socket it speaks through; null while it has none. */
  socketId: string | null
  /** By which the device recognises its own answer; null for the caller, who has the id of the call. */
  answerId: string | null
  /** Runs while it has none: then the call ends. */
  absence: ReturnType<typeof setTimeout> | null
  /** What it signals to the other one. */
  readonly said: Said
}

/** A call as the server knows it. It lives in memory alone: what is left of it is a line in the room's log. */
export interface OngoingCall {
  readonly id: string
  readonly roomId: string | null
  readonly media: CallMedia
  readonly caller: Side
  readonly callee: Side
  phase: 'ringing' | 'talking' | 'ended'
  end: CallEnd | null
  /** On the monotonic clock; null until it was answered. */
  talkingSince: number | null
  /** While it rings, ends it when nobody answers; when it is over, forgets it. */
  timer: ReturnType<typeof setTimeout> | null
}

/** The calls of this node, and how often people ring. */
export interface CallRegistry {
  readonly ringRate: RingRate
  /** @returns undefined unless this person is one of the two */
  find(accountId: string, callId: string): OngoingCall | undefined
  /** Those of a person, the oldest first; with those that have just ended. */
  of(accountId: string): readonly OngoingCall[]
  add(call: OngoingCall): void
  forget(call: OngoingCall): void
  /** Every call there is. */
  all(): OngoingCall[]
}

/**
 * Calls are kept by person, not by their id, which a device chooses: who uses the id of a call of other people neither
 * finds that call nor learns that there is one.
 */
export function createCallRegistry(): CallRegistry {
  const byPerson = new Map<string, Map<string, OngoingCall>>()
  const ringRate = createRingRate()

  return {
    ringRate,
    find: (accountId, callId) => byPerson.get(accountId)?.get(callId),
    of: (accountId) => [...(byPerson.get(accountId)?.values() ?? [])],
    add(call) {
      for (const { id } of [call.caller, call.callee]) {
        const calls = byPerson.get(id) ?? new Map<string, OngoingCall>()
        byPerson.set(id, calls.set(call.id, call))
      }
    },
    forget(call) {
      for (const { id } of [call.caller, call.callee]) {
        const calls = byPerson.get(id)
        if (calls?.get(call.id) === call) calls.delete(call.id)
        if (calls?.size === 0) byPerson.delete(id)
      }
    },
    all: () => [...new Set([...byPerson.values()].flatMap((calls) => [...calls.values()]))],
  }
}

export function newSide({ id, username }: { id: string; username: string }): Side {
  return { id, username, sessionId: null, socketId: null, answerId: null, absence: null, said: createSaid() }
}
