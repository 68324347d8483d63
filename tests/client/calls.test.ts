import { expect, test } from 'bun:test'
import type { Signal } from '#protocol/calls'
import { type Chat, startChat } from './chat'
import { directRoom, newDevice, type Person, upToDate } from './person'
import { until, waitFor } from './until'

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

/** A call of alice to bob, heard by both. */
async function talk({ people: { alice, bob } }: Chat<'alice' | 'bob'>) {
  const room = await directRoom(alice, bob)
  await alice.client.calls.start({ roomId: room.id }, 'audio')
  const callId = (await inPhase(bob, 'ringing'))?.call.id ?? ''
  await bob.client.calls.accept(callId)
  await inPhase(alice, 'talking')
  return { room, callId, heardByAlice: hearing(alice), heardByBob: hearing(bob) }
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

for (const who of ['alice', 'bob'] as const) {
  const other = who === 'alice' ? 'bob' : 'alice'
  test(`[R5][R6] the network of ${who} breaks in a talk: every signal arrives once, in order`, async () => {
    await using chat = await startChat(['alice', 'bob'])
    const broken = chat.people[who]
    const whole = chat.people[other]
    const { callId, heardByAlice, heardByBob } = await talk(chat)
    const [heardHere, heardThere] = who === 'alice' ? [heardByAlice, heardByBob] : [heardByBob, heardByAlice]

    // Confirmations are lost, and then what is said in either direction.
    broken.network.faults = { outgoing: (frame) => (frame.type === 'call_received' ? [] : [frame]) }
    for (const n of [1, 2]) whole.client.calls.signal(callId, candidate(n))
    await waitFor(() => heardHere.length === 2)
    broken.network.faults = {
      incoming: (frame) => (frame.type.startsWith('call') ? [] : [frame]),
      outgoing: (frame) => (frame.type.startsWith('call') ? [] : [frame]),
    }
    for (const n of [3, 4]) whole.client.calls.signal(callId, candidate(n))
    for (const n of [1, 2]) broken.client.calls.signal(callId, candidate(n))
    broken.network.cut()
    broken.client.calls.signal(callId, candidate(3))
    expect(broken.client.calls.current.get()).toMatchObject({ isHere: true, call: { phase: 'talking' } })
    broken.network.faults = {}
    broken.client.wake()
    await upToDate(broken.client)
    whole.client.calls.signal(callId, candidate(5))
    broken.client.calls.signal(callId, candidate(4))

    await waitFor(() => heardHere.length >= 5 && heardThere.length >= 4)
    expect(heardHere).toEqual([1, 2, 3, 4, 5].map(candidate))
    expect(heardThere).toEqual([1, 2, 3, 4].map(candidate))
    expect(broken.client.calls.current.get()).toMatchObject({ isHere: true, call: { phase: 'talking' } })
  })
}

test('[R6] the network breaks while it rings: the caller goes on, and who is called can take it', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await alice.client.calls.start({ roomId: room.id }, 'audio')
  const callId = (await inPhase(bob, 'ringing'))?.call.id ?? ''
  alice.client.calls.signal(callId, candidate(1))
  for (const { network, client } of [alice, bob]) {
    network.cut()
    client.wake()
    await upToDate(client)
  }
  alice.client.calls.signal(callId, candidate(2))
  const heard = hearing(bob)
  expect(bob.client.calls.current.get()).toMatchObject({ call: { id: callId, phase: 'ringing' } })
  await bob.client.calls.accept(callId)
  await inPhase(alice, 'talking', true)
  await waitFor(() => heard.length === 2)
  expect(heard).toEqual([candidate(1), candidate(2)])
})

test('[R6] what was asked is asked again when the answer was lost, and happens once', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const loseAnswers = (person: Person) => {
    person.network.faults = { incoming: (frame) => (frame.type === 'call' ? [] : [frame]) }
  }
  const comeBack = async (person: Person) => {
    person.network.faults = {}
    person.network.cut()
    person.client.wake()
    await upToDate(person.client)
  }
  loseAnswers(alice)
  const started = alice.client.calls.start({ roomId: room.id }, 'audio')
  const callId = (await inPhase(bob, 'ringing'))?.call.id ?? ''
  await comeBack(alice)
  await started
  expect(alice.client.calls.current.get()).toMatchObject({ isHere: true, call: { id: callId } })

  loseAnswers(bob)
  const accepted = bob.client.calls.accept(callId)
  await inPhase(alice, 'talking', true)
  await comeBack(bob)
  await accepted
  expect(bob.client.calls.current.get()).toMatchObject({ isHere: true, call: { phase: 'talking' } })
  const heard = hearing(alice)
  bob.client.calls.signal(callId, candidate(1))
  await waitFor(() => heard.length === 1)
})

test('[R6] who hangs up without a connection has hung up, and who was away hears how it ended', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const { callId } = await talk(chat)
  bob.network.cut()
  alice.network.cut()
  const hungUp = alice.client.calls.hangUp(callId)
  expect(alice.client.calls.current.get()).toMatchObject({ call: { phase: 'ended', end: 'hung_up' } })
  alice.client.wake()
  await hungUp
  bob.client.wake()
  expect((await inPhase(bob, 'ended'))?.call.end).toBe('hung_up')
})

test('[R6] a server that was started anew knows nothing of the call, and both sides notice', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  await talk(chat)
  await chat.stopServer()
  await chat.server.start()
  for (const person of [alice, bob]) {
    person.client.wake()
    expect((await inPhase(person, 'ended'))?.call.end).toBe('gone')
  }
})

test('[R9] more signals at once than the server takes arrive later, in order', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { callId, heardByBob } = await talk(chat)
  const all = Array.from({ length: 120 }, (_, n) => candidate(n))
  for (const one of all) chat.people.alice.client.calls.signal(callId, one)
  await waitFor(() => heardByBob.length >= all.length)
  expect(heardByBob).toEqual(all)
})

test('[R5] over connections that break again and again every signal arrives once, in order', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const { callId, heardByAlice, heardByBob } = await talk(chat)
  const said = { alice: 0, bob: 0 }
  for (const [round, who] of ['alice', 'bob', 'bob', 'alice', 'bob', 'alice', 'alice', 'bob'].entries()) {
    const { client, network } = who === 'alice' ? alice : bob
    for (const name of ['alice', 'bob', 'alice'] as const) {
      chat.people[name].client.calls.signal(callId, candidate(++said[name]))
    }
    network.cut()
    client.wake()
    if (round % 2 === 0) await upToDate(client)
  }
  await waitFor(() => heardByAlice.length >= said.bob && heardByBob.length >= said.alice)
  expect(heardByAlice).toEqual(Array.from({ length: said.bob }, (_, n) => candidate(n + 1)))
  expect(heardByBob).toEqual(Array.from({ length: said.alice }, (_, n) => candidate(n + 1)))
  for (const { client } of [alice, bob]) expect(client.calls.current.get()?.call.phase).toBe('talking')
})
