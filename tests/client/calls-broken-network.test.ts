import { expect, test } from 'bun:test'
import { startChat } from './chat'
import { candidate, hearing, inPhase, talk } from './in-a-call'
import { directRoom, type Person, upToDate } from './person'
import { waitFor } from './until'

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
