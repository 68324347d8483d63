import { expect, test } from 'bun:test'
import type { Client } from '#client/client'
import { createClient } from '#client/create-client'
import type { ViewStorage } from '#client/ports'
import { type Delivery, deliveryOf, reachOf } from '#client/state/reach'
import { memoryOutbox, memoryView } from '#client/storage/memory'
import { startChat } from './chat'
import { faultySocket } from './faulty-socket'
import { allSent, directRoom, newDevice, newGroup, shows, upToDate } from './person'
import { until } from './until'

/** A device of alice that saw “before” in her room with bob and was closed, and bob wrote “missed” since. */
async function returning(chat: Awaited<ReturnType<typeof startTalk>>) {
  const { view, room, chat: running } = chat
  const { bob } = running.people
  const phone = await newDevice(running.server, 'alice', { view })
  await phone.client.serverInfo()
  await phone.client.openLog(room.id)
  await shows(phone, room.id, 'before')
  phone.client.flush()
  await phone.client.stop()
  await bob.client.send(room.id, 'missed')
  await allSent(bob)
  return phone
}

async function startTalk() {
  const chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await bob.client.send(room.id, 'before')
  await allSent(bob)
  return { chat, room, view: memoryView() }
}

/** The same device with its program started again. */
function restarted(url: string, view: ViewStorage, tokens: { access: string; refresh: string }) {
  const network = faultySocket()
  return createClient({
    ...{ url, credentials: 'token', tokens, view },
    ...{ outbox: memoryOutbox(), openSocket: network.openSocket },
  })
}

async function tokensOf(url: string, password: string) {
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'alice', password }),
  })
  const { access_token, refresh_token } = await answer.json()
  return { access: access_token, refresh: refresh_token }
}

test('[UI-2] [D6] what was seen last is shown before the server answers, and what was missed comes to it', async () => {
  const talk = await startTalk()
  await using chat = talk.chat
  await returning(talk)
  const tokens = await tokensOf(chat.server.url, 'Tulip-Kettle-42')
  const client = restarted(chat.server.url, talk.view, tokens)

  const said = () =>
    client
      .log(talk.room.id)
      .get()
      .messages.map(({ content }) => content)
  const server = await client.showKept(talk.room.id)
  expect(said().at(-1)).toBe('before')
  expect(server).toEqual(await chat.people.alice.client.serverInfo())
  expect(client.session.get()).toMatchObject({ phase: 'signed_in', me: { username: 'alice' } })
  expect(client.rooms.get()).toMatchObject({ isLoaded: true, isKept: true, rooms: [{ id: talk.room.id }] })

  await client.start()
  await upToDate(client)
  expect(client.rooms.get().isKept).toBe(false)
  await until(client.log(talk.room.id), () => said().at(-1) === 'missed')
  expect(said()).toEqual(
    chat.people.alice.client
      .log(talk.room.id)
      .get()
      .messages.map((m) => m.content),
  )
  await client.stop()
})

test('[UI-2] [MSG-5] how far one’s own words have come is known again before the server answers, and goes on from there', async () => {
  const talk = await startTalk()
  await using chat = talk.chat
  const { bob } = chat.people
  const phone = await newDevice(chat.server, 'alice', { view: talk.view })
  await phone.client.serverInfo()
  await phone.client.openLog(talk.room.id)
  await phone.client.send(talk.room.id, 'Noodles?')
  await allSent(phone)
  const newest = () => bob.client.log(talk.room.id).get().messages.at(-1)
  await until(bob.client.log(talk.room.id), () => newest()?.content === 'Noodles?')
  const seq = newest()?.seq ?? 0
  bob.client.markRead(talk.room.id, seq)
  const has = (client: Client, what: Delivery) =>
    deliveryOf(seq, reachOf(client.receipts(talk.room.id).get(), phone.me.id)) === what
  await until(phone.client.receipts(talk.room.id), () => has(phone.client, 'read'))
  phone.client.flush()
  await phone.client.stop()

  const client = restarted(chat.server.url, talk.view, await tokensOf(chat.server.url, 'Tulip-Kettle-42'))
  await client.showKept(null)
  expect(has(client, 'read')).toBe(true)
  await client.start()
  await upToDate(client)
  await client.send(talk.room.id, 'With chilli?')
  const last = () => client.rooms.get().rooms[0]?.last_message
  await until(client.rooms, () => last()?.content === 'With chilli?')
  bob.client.markRead(talk.room.id, last()?.seq ?? 0)
  const reached = () => reachOf(client.receipts(talk.room.id).get(), phone.me.id).read
  await until(client.receipts(talk.room.id), () => reached() === last()?.seq)
  await client.stop()
})

test('[UI-2] a message that came after what was kept is found by its number at once', async () => {
  const talk = await startTalk()
  await using chat = talk.chat
  await returning(talk)
  const client = restarted(chat.server.url, talk.view, await tokensOf(chat.server.url, 'Tulip-Kettle-42'))
  await client.showKept(talk.room.id)
  const { messages } = chat.people.bob.client.log(talk.room.id).get()
  const missed = messages.at(-1)?.seq ?? 0

  // There is no connection yet that would bring what was missed.
  await client.openLog(talk.room.id, missed)
  expect(client.log(talk.room.id).get().messages.at(-1)).toMatchObject({ seq: missed, content: 'missed' })
  await client.openLog(talk.room.id, missed + 1)
  expect(client.log(talk.room.id).get().messages.at(-1)?.seq).toBe(missed)
  await client.stop()
})

test('[UI-2] what was seen last is shown first, however soon the server answers', async () => {
  const talk = await startTalk()
  await using chat = talk.chat
  await returning(talk)
  const disk = Promise.withResolvers<void>()
  const view = { ...talk.view, load: () => disk.promise.then(talk.view.load) }
  const client = restarted(chat.server.url, view, await tokensOf(chat.server.url, 'Tulip-Kettle-42'))
  const phases: boolean[] = []
  client.rooms.subscribe(() => phases.push(client.rooms.get().isKept))

  const showing = client.showKept(talk.room.id)
  const starting = client.start()
  await client.api.me()
  disk.resolve()
  expect(await showing).not.toBeNull()
  await starting
  await upToDate(client)
  expect(phases[0]).toBe(true)
  expect(phases.at(-1)).toBe(false)
  await client.stop()
})

test('[UI-2] a device that does not answer keeps nobody from what the server says', async () => {
  const talk = await startTalk()
  await using chat = talk.chat
  const view = { ...talk.view, load: () => new Promise<never>(() => {}) }
  const client = restarted(chat.server.url, view, await tokensOf(chat.server.url, 'Tulip-Kettle-42'))
  void client.showKept(talk.room.id)
  await client.start()
  await upToDate(client)
  expect(client.rooms.get()).toMatchObject({ isKept: false, rooms: [{ id: talk.room.id }] })
  await client.stop()
})

test('[UI-2] [D7] what was kept of another database is not gone on from', async () => {
  const talk = await startTalk()
  await using chat = talk.chat
  await returning(talk)
  const kept = await talk.view.load()
  const keptLog = await talk.view.loadLog(talk.room.id)
  const view = {
    ...talk.view,
    load: async () => ({ ...Object(kept), epoch: 'of another database' }),
    loadLog: async () => ({ ...Object(keptLog), epoch: 'of another database' }),
  }
  const client = restarted(chat.server.url, view, await tokensOf(chat.server.url, 'Tulip-Kettle-42'))
  await client.showKept(talk.room.id)
  expect(client.log(talk.room.id).get().messages).not.toBeEmpty()
  await client.start()
  await upToDate(client)
  await until(client.log(talk.room.id), ({ messages }) => messages.at(-1)?.content === 'missed')
  await client.stop()
})

test('[SEC] signing out leaves nothing of what was seen on the device', async () => {
  const talk = await startTalk()
  await using chat = talk.chat
  const phone = await newDevice(chat.server, 'alice', { view: talk.view })
  await phone.client.serverInfo()
  await phone.client.openLog(talk.room.id)
  phone.client.flush()
  expect(await talk.view.load()).toMatchObject({ me: { username: 'alice' } })
  expect(JSON.stringify(await talk.view.loadLog(talk.room.id))).toContain('before')
  await phone.client.logout()
  phone.client.flush()
  expect(await talk.view.load()).toBeNull()
  expect(await talk.view.loadLog(talk.room.id)).toBeNull()
  await phone.client.stop()
})

test('[UI-2] what another version of the program has kept is left alone', async () => {
  const talk = await startTalk()
  await using chat = talk.chat
  const view = { ...talk.view, load: async () => ({ me: 'alice' }) }
  const client = restarted(chat.server.url, view, await tokensOf(chat.server.url, 'Tulip-Kettle-42'))
  expect(await client.showKept(null)).toBeNull()
  expect(client.session.get().phase).toBe('unknown')
})

test('[D10] what was kept of a room goes with the membership', async () => {
  const talk = await startTalk()
  await using chat = talk.chat
  const { alice, bob } = chat.people
  const phone = await newDevice(chat.server, 'alice', { view: talk.view })
  const groupId = await newGroup(bob, 'Kitchen', alice)
  await phone.client.serverInfo()
  await upToDate(phone.client)
  for (const roomId of [talk.room.id, groupId]) {
    await phone.client.openLog(roomId)
    phone.client.flush()
    await until(phone.client.log(roomId), ({ status }) => status === 'ready')
  }
  expect(await talk.view.loadLog(groupId)).not.toBeNull()
  await bob.client.api.removeMember(groupId, alice.me.id)
  await until(phone.client.rooms, ({ rooms }) => rooms.every(({ id }) => id !== groupId))
  expect(await talk.view.loadLog(groupId)).toBeNull()
  expect(await talk.view.loadLog(talk.room.id)).not.toBeNull()
  await phone.client.stop()
})
