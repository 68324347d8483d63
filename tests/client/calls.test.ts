import { expect, test } from 'bun:test'
import type { Signal } from '#protocol/calls'
import { startChat } from './chat'
import { candidate, hearing, inPhase, talk } from './in-a-call'
import { directRoom, newDevice } from './person'
import { until, waitFor } from './until'

const offer: Signal = { kind: 'description', type: 'offer', sdp: 'v=0' }

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
  await waitFor(() => heardByAlice.length === 1)
  const heardByLaptop = hearing(laptop)
  await waitFor(() => heardByLaptop.length === 1)
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

test('[R2] two who ring each other at the same moment talk, and signals flow', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const to = { roomId: room.id }
  const [heardByAlice, heardByBob] = [hearing(alice), hearing(bob)]
  await Promise.all([alice.client.calls.start(to, 'audio'), bob.client.calls.start(to, 'audio')])
  const one = await inPhase(alice, 'talking', true)
  const other = await inPhase(bob, 'talking', true)
  expect(one?.call.id).toBe(other?.call.id ?? '')
  expect(one?.isCaller).not.toBe(other?.isCaller)
  const callId = one?.call.id ?? ''
  alice.client.calls.signal(callId, candidate(1))
  bob.client.calls.signal(callId, candidate(2))
  await waitFor(() => heardByAlice.length === 1 && heardByBob.length === 1)
  expect([heardByAlice, heardByBob]).toEqual([[candidate(2)], [candidate(1)]])
})

test('[R2] who calls somebody that talks is told that they are busy, until they have seen it', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { eve, bob } = chat.people
  const { callId } = await talk(chat)
  const room = await directRoom(eve, bob)
  await eve.client.calls.start({ roomId: room.id }, 'video')
  expect(eve.client.calls.current.get()).toMatchObject({ isCaller: true, call: { end: 'busy' } })
  expect(bob.client.calls.current.get()?.call.id).toBe(callId)
  eve.client.calls.dismiss()
  expect(eve.client.calls.current.get()).toBeNull()
})

test('[R3] declined on one device it rings on none; the caller is told', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  await using laptop = await newDevice(chat.server, 'bob')
  const room = await directRoom(alice, bob)
  await alice.client.calls.start({ roomId: room.id }, 'audio')
  const ringing = await inPhase(laptop, 'ringing')
  await inPhase(bob, 'ringing')
  await laptop.client.calls.decline(ringing?.call.id ?? '')
  for (const { client } of [bob, laptop]) await until(client.calls.current, (current) => current === null)
  expect((await inPhase(alice, 'ended'))?.call.end).toBe('declined')
})

test('[R1] the slower of two devices is told that the other one took the call', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  await using laptop = await newDevice(chat.server, 'bob')
  const room = await directRoom(alice, bob)
  await alice.client.calls.start({ roomId: room.id }, 'audio')
  const callId = (await inPhase(bob, 'ringing'))?.call.id ?? ''
  await inPhase(laptop, 'ringing')
  const outcomes = await Promise.allSettled([
    bob.client.calls.accept(callId),
    laptop.client.calls.accept(callId),
  ])
  const isTaken = outcomes.map(({ status }) => status === 'fulfilled')
  expect(isTaken.toSorted()).toEqual([false, true])
  await inPhase(bob, 'talking', isTaken[0])
  await inPhase(laptop, 'talking', isTaken[1])
  const refused = outcomes.find((outcome) => outcome.status === 'rejected')
  expect(refused?.reason).toMatchObject({ name: 'ApiError', code: 'conflict' })
})

test('[R9] more signals at once than the server takes arrive later, in order', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { callId, heardByBob } = await talk(chat)
  const all = Array.from({ length: 120 }, (_, n) => candidate(n))
  for (const one of all) chat.people.alice.client.calls.signal(callId, one)
  await waitFor(() => heardByBob.length >= all.length)
  expect(heardByBob).toEqual(all)
})
