import { expect, test } from 'bun:test'
import { limits } from '#protocol/limits'
import { blockContact } from '#server/domain/contacts/block'
import { join, lockPair } from '#server/domain/contacts/pair'
import {
  accept,
  answer,
  ask,
  askCall,
  candidate,
  decline,
  hangUp,
  refusalOf,
  ring,
  told,
} from '../harness/probe-calls'
import { anotherDevice, people } from '../harness/probe-people'
import { directRoom } from '../harness/probe-rooms'
import { startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const server = serverForAll()
const offer = (sdp: string) => ({ kind: 'description', type: 'offer', sdp })

test('[N01] a stranger rings nobody, and finds, hears, injects into and ends no call of others', async () => {
  const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
  const room = await directRoom(alice, bob)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  await using eveSocket = await eve.socket()
  const call = await ring(aliceSocket, { room_id: room.id })

  const begun = { call_id: crypto.randomUUID(), media: 'audio' }
  expect(await refusalOf(eveSocket, 'call_start', { ...begun, room_id: room.id })).toBe('not_a_member')
  for (const phase of ['ringing', 'talking']) {
    for (const id of [call.id, 'made-up']) {
      const signal = { call_id: id, number: 1, signal: candidate(1) }
      expect(await refusalOf(eveSocket, 'call_answer', answer(id, true))).toBe('not_found')
      expect(await refusalOf(eveSocket, 'call_answer', answer(id, false))).toBe('not_found')
      expect(await refusalOf(eveSocket, 'call_hang_up', { call_id: id })).toBe('not_found')
      expect(await refusalOf(eveSocket, 'call_resume', { call_id: id, number: 0 })).toBe('not_found')
      expect(await refusalOf(eveSocket, 'call_signal', signal)).toBe('not_found')
      eveSocket.say({ type: 'call_received', data: { call_id: id, number: 1 } })
      expect((await eveSocket.next('error')).data.code).toBe('not_found')
    }
    if (phase === 'ringing') await accept(bobSocket, call)
  }
  await ask(aliceSocket, 'call_signal', { call_id: call.id, number: 1, signal: candidate(1) })
  expect((await bobSocket.next('call_signal')).data.number).toBe(1)
  expect(await eveSocket.fence()).toEqual([])
  expect((await hangUp(aliceSocket, call)).end).toBe('hung_up')
})

test('[N01] another device of the same person neither signals, confirms, resumes nor ends the talk', async () => {
  const [alice, bob] = await people(server, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  const phone = await anotherDevice(server, bob)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  await using phoneSocket = await phone.socket()
  await using otherTab = await bob.socket()
  const call = await ring(aliceSocket, { room_id: room.id })
  await accept(bobSocket, call)

  const signal = { call_id: call.id, number: 1, signal: candidate(1) }
  expect(await refusalOf(phoneSocket, 'call_signal', signal)).toBe('not_found')
  expect(await refusalOf(otherTab, 'call_signal', signal)).toBe('not_found')
  expect(await refusalOf(otherTab, 'call_answer', answer(call.id, true, 'of the other tab'))).toBe('invalid')
  expect(await refusalOf(otherTab, 'call_answer', answer(call.id, true, 'b'))).toBe('conflict')
  expect(await refusalOf(phoneSocket, 'call_resume', { call_id: call.id, number: 0 })).toBe('not_found')
  expect(await refusalOf(phoneSocket, 'call_hang_up', { call_id: call.id })).toBe('conflict')
  await ask(aliceSocket, 'call_signal', signal)
  await bobSocket.next('call_signal')
  expect((await phoneSocket.fence()).filter(({ type }) => type === 'call_signal')).toEqual([])
})

test('[N01] who uses the id of a call of others has a call of their own, and learns nothing', async () => {
  const [alice, bob, eve, carol] = await people(server, 'alice', 'bob', 'eve', 'carol')
  const room = await directRoom(alice, bob)
  const evil = await directRoom(eve, carol)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  await using eveSocket = await eve.socket()
  const call = await ring(aliceSocket, { room_id: room.id })
  await accept(bobSocket, call)
  await bobSocket.fence()

  const same = await askCall(eveSocket, 'call_start', { call_id: call.id, media: 'audio', room_id: evil.id })
  expect(same).toMatchObject({ phase: 'ringing', callee: { id: carol.id } })
  expect((await hangUp(eveSocket, same)).end).toBe('cancelled')
  expect(await bobSocket.fence()).toEqual([])
  expect((await hangUp(bobSocket, call)).end).toBe('hung_up')
})

test('[N01] who was blocked, or is no contact any more, calls nobody, and a call between them ends', async () => {
  await using contacts = await startServer({
    settings: { profile: 'private', calls: true, directory: 'contacts' },
  })
  const [alice, bob] = await people(contacts, 'alice', 'bob')
  const app = contacts.app
  await app.store.transaction(async (tx) => join(app, tx, await lockPair(app, tx, alice, bob.id)))
  const room = await directRoom(alice, bob)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  const call = await ring(aliceSocket, { room_id: room.id })
  await accept(bobSocket, call)

  await blockContact(app, bob, alice.id)
  for (const socket of [aliceSocket, bobSocket]) expect((await told(socket, 'ended')).end).toBe('gone')
  const begun = { call_id: crypto.randomUUID(), media: 'audio', room_id: room.id }
  expect(await refusalOf(aliceSocket, 'call_start', begun)).toBe('not_found')
  expect(await refusalOf(bobSocket, 'call_start', begun)).toBe('not_found')
  expect((await bobSocket.fence()).filter(({ type }) => type === 'call' || type === 'message')).toEqual([])
})

test('[N02] what is too large or makes no sense is refused, and goes on nowhere', async () => {
  const [alice, bob] = await people(server, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  const call = await ring(aliceSocket, { room_id: room.id })
  await accept(bobSocket, call)
  const signal = (signal: unknown) => ({ call_id: call.id, number: 1, signal })
  const most = limits.call.descriptionBytes

  expect(await refusalOf(aliceSocket, 'call_signal', signal(offer('a'.repeat(most + 1))))).toBe('too_large')
  expect(await refusalOf(aliceSocket, 'call_signal', signal(offer('é'.repeat(most / 2 + 1))))).toBe(
    'too_large',
  )
  expect(await refusalOf(aliceSocket, 'call_signal', signal({ kind: 'shout', sdp: '' }))).toBe('invalid')
  const long = { ...candidate(1), candidate: 'a'.repeat(limits.call.candidateBytes + 1) }
  expect(await refusalOf(aliceSocket, 'call_signal', signal(long))).toBe('invalid')
  expect(await refusalOf(aliceSocket, 'call_signal', { ...signal(candidate(1)), number: 0 })).toBe('invalid')
  expect((await bobSocket.fence()).filter(({ type }) => type === 'call_signal')).toEqual([])

  expect((await ask(aliceSocket, 'call_signal', signal(offer('a'.repeat(most))))).type).toBe('call_received')
  expect((await bobSocket.next('call_signal')).data.number).toBe(1)
})

test('[N02] a thousand candidates are refused beyond what a call needs; other calls go on', async () => {
  const [alice, bob, carol, dave] = await people(server, 'alice', 'bob', 'carol', 'dave')
  const [room, other] = [await directRoom(alice, bob), await directRoom(carol, dave)]
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  await using carolSocket = await carol.socket()
  await using daveSocket = await dave.socket()
  const call = await ring(aliceSocket, { room_id: room.id })
  await accept(bobSocket, call)
  const unaffected = await ring(carolSocket, { room_id: other.id })
  await accept(daveSocket, unaffected)

  let taken = 0
  const refusals = new Set<string>()
  for (let sent = 0; sent < 1000; sent++) {
    const frame = { call_id: call.id, number: taken + 1, signal: candidate(taken + 1) }
    aliceSocket.say({ type: 'call_signal', data: frame })
    const answer = await aliceSocket.next('call_received', 'error')
    if (answer.type === 'call_received') taken = answer.data.number
    else refusals.add(answer.data.code)
    if (answer.type === 'error' && sent >= 400) break
  }
  expect([...refusals]).toEqual(['rate_limited'])
  expect(taken).toBeGreaterThanOrEqual(50)
  expect(taken).toBeLessThanOrEqual(256)
  const fine = await ask(carolSocket, 'call_signal', {
    call_id: unaffected.id,
    number: 1,
    signal: candidate(1),
  })
  expect(fine.type).toBe('call_received')
  expect((await daveSocket.next('call_signal')).data.number).toBe(1)
})

test('[N02] the fourth call within a minute that was not taken is refused; whoever answers is not counted', async () => {
  const [alice, bob, carol] = await people(server, 'alice', 'bob', 'carol')
  const room = await directRoom(alice, bob)
  const other = await directRoom(carol, bob)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  await using carolSocket = await carol.socket()

  for (let answered = 0; answered < 4; answered++) {
    const call = await ring(aliceSocket, { room_id: room.id })
    await accept(bobSocket, call)
    await hangUp(aliceSocket, call)
  }
  for (let unanswered = 0; unanswered < limits.unansweredCalls; unanswered++) {
    const call = await ring(aliceSocket, { room_id: room.id })
    if (unanswered === 0) await decline(bobSocket, call)
    else await hangUp(aliceSocket, call)
  }
  const fourth = await ask(aliceSocket, 'call_start', {
    call_id: crypto.randomUUID(),
    media: 'audio',
    room_id: room.id,
  })
  expect(fourth).toMatchObject({ type: 'error', data: { code: 'rate_limited' } })
  expect(fourth.type === 'error' && (fourth.data.retry_after_ms ?? 0) > 0).toBe(true)
  const fine = await ring(carolSocket, { room_id: other.id })
  expect((await hangUp(carolSocket, fine)).end).toBe('cancelled')
})
