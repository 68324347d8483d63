import { expect, test } from 'bun:test'
import type { Signal } from '#protocol/calls'
import { startChat } from './chat'
import { directRoom, newDevice, type Person } from './person'
import { until } from './until'

const offer: Signal = { kind: 'description', type: 'offer', sdp: 'v=0' }
const candidate = (n: number): Signal => ({
  kind: 'candidate',
  candidate: `candidate:${n}`,
  sdp_mid: '0',
  sdp_m_line_index: 0,
})

/** The call this device shows, once it is in a phase. */
function inPhase({ client, me }: Person, phase: 'ringing' | 'talking' | 'ended', isHere?: boolean) {
  return until(
    client.calls.current,
    (current) => current?.call.phase === phase && (isHere === undefined || current.isHere === isHere),
    `${phase} for ${me.username}`,
  )
}

/** What a device hears from now on. */
function hearing({ client }: Person): Signal[] {
  const heard: Signal[] = []
  client.calls.onSignal((_, signal) => heard.push(signal))
  return heard
}

async function heardAll(heard: readonly Signal[], count: number): Promise<void> {
  while (heard.length < count) await Bun.sleep(5)
}

test('[R1] a call rings all devices, the first that takes it talks, and the others fall silent', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob, eve } = chat.people
  await using laptop = await newDevice(chat.server, 'bob')
  const room = await directRoom(alice, bob)

  await alice.client.calls.start({ roomId: room.id }, 'video')
  const outgoing = await inPhase(alice, 'ringing')
  expect(outgoing).toMatchObject({ isCaller: true, isHere: true, peer: { id: bob.me.id, username: 'bob' } })
  const ringing = await inPhase(bob, 'ringing')
  expect(ringing).toMatchObject({ isCaller: false, isHere: false, peer: { id: alice.me.id } })
  await inPhase(laptop, 'ringing')
  const callId = ringing?.call.id ?? ''
  expect(ringing?.call).toMatchObject({ media: 'video', room_id: room.id, end: null })

  const [heardByAlice, heardByBob] = [hearing(alice), hearing(bob)]
  alice.client.calls.signal(callId, offer)
  await laptop.client.calls.accept(callId)
  expect(laptop.client.calls.current.get()).toMatchObject({ isHere: true, call: { phase: 'talking' } })
  await inPhase(bob, 'talking', false)
  await inPhase(alice, 'talking', true)
  laptop.client.calls.signal(callId, candidate(1))
  await heardAll(heardByAlice, 1)
  const heardByLaptop = hearing(laptop)
  await heardAll(heardByLaptop, 1)
  expect(heardByLaptop).toEqual([offer])
  expect(heardByAlice).toEqual([candidate(1)])
  expect(heardByBob).toEqual([])
  expect(eve.client.calls.current.get()).toBeNull()

  await alice.client.calls.hangUp(callId)
  expect(alice.client.calls.current.get()).toMatchObject({ call: { phase: 'ended', end: 'hung_up' } })
  await inPhase(laptop, 'ended', true)
  await until(bob.client.calls.current, (current) => current === null, 'bob has no call')
  laptop.client.calls.dismiss()
  expect(laptop.client.calls.current.get()).toBeNull()
  await until(
    alice.client.log(room.id),
    ({ messages }) => messages.some(({ message_type }) => message_type === 'call_ended'),
    'a line about the call',
  )
})
