import type { Signal } from '#protocol/calls'
import type { Chat } from './chat'
import { directRoom, type Person } from './person'
import { until } from './until'

/** A signal that is told from others by its number. */
export const candidate = (n: number): Signal => ({
  kind: 'candidate',
  candidate: `candidate:${n}`,
  sdp_mid: '0',
  sdp_m_line_index: 0,
})

/** The call this device shows, once it is in a phase. */
export function inPhase({ client, me }: Person, phase: 'ringing' | 'talking' | 'ended', isHere?: boolean) {
  return until(
    client.calls.current,
    (current) => current?.call.phase === phase && (isHere === undefined || current.isHere === isHere),
    `${phase} for ${me.username}`,
  )
}

/** What a device hears from now on. */
export function hearing({ client }: Person): Signal[] {
  const heard: Signal[] = []
  client.calls.onSignal((_, signal) => heard.push(signal))
  return heard
}

/** A call of alice to bob, heard by both. */
export async function talk({ people: { alice, bob } }: Chat<'alice' | 'bob'>) {
  const room = await directRoom(alice, bob)
  await alice.client.calls.start({ roomId: room.id }, 'audio')
  const callId = (await inPhase(bob, 'ringing'))?.call.id ?? ''
  await bob.client.calls.accept(callId)
  await inPhase(alice, 'talking')
  return { room, callId, heardByAlice: hearing(alice), heardByBob: hearing(bob) }
}
