import { expect, test } from 'bun:test'
import type { ApiError } from '#client/api-error'
import { memoryOutbox } from '#client/storage/memory'
import type { FileToSend } from '#client/uploads/take-files'
import type { Message } from '#protocol/messages'
import { painted } from '../harness/painted'
import { startProxy } from '../harness/proxy'
import { startChat } from './chat'
import { allSent, directRoom, newDevice, newDeviceBehind, type Person, shows, texts } from './person'
import { until } from './until'

const picture = (name: string, alt?: string): FileToSend => ({
  blob: painted(40, 30),
  name,
  ...(alt !== undefined && { alt }),
})
const notes: FileToSend = { blob: new Blob(['no picture'], { type: 'image/png' }), name: 'notes.png' }

test('[MED-1] a message goes out when its files are there, and what is written after it follows', async () => {
  await using chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob, eve } = chat.people
  const room = await directRoom(alice, bob)
  await alice.client.serverInfo()

  const files = [picture('harbour.png', 'The harbour at dawn'), picture('boat.png')]
  const sending = alice.client.send(room.id, 'This morning', { files })
  await alice.client.send(room.id, 'and later')
  expect(alice.client.pending.get()[0]?.attachments).toMatchObject([
    { name: 'harbour.png', alt: 'The harbour at dawn', stored: null },
    { name: 'boat.png', alt: '', stored: null },
  ])
  await sending

  await shows(bob, room.id, 'and later')
  expect(texts(bob, room.id)).toEqual(['This morning', 'and later'])
  const shown = attachmentsIn(bob, room.id)
  expect(shown).toMatchObject([
    { name: 'harbour.png', alt: 'The harbour at dawn', kind: 'picture' },
    { name: 'boat.png', alt: '', kind: 'picture' },
  ])
  await allSent(alice)
  expect(attachmentsIn(alice, room.id)).toEqual(shown)
  for (const { id } of shown) expect(await statusOf(eve, id)).toBe('not_found')
})

test('[MED-1] files alone are a message, and one that answers them says what they are', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await alice.client.send(room.id, '', { files: [picture('harbour.png')] })
  const [sent] = await log(bob, room.id, 1)
  if (!sent) throw new Error('nothing came')

  await bob.client.send(room.id, 'Lovely', { replyTo: sent })
  const [, answer] = await log(alice, room.id, 2)
  expect(answer?.reply_to).toMatchObject({ preview: '', files: [{ kind: 'picture', name: 'harbour.png' }] })

  await alice.client.deleteMessage(room.id, sent.id)
  await until(bob.client.log(room.id), ({ messages }) => messages[0]?.deleted_at !== null)
  expect(attachmentsIn(bob, room.id)).toEqual([])
  expect(bob.client.log(room.id).get().messages[1]?.reply_to).toMatchObject({ preview: '', files: [] })
  expect(await statusOf(bob, sent.attachments[0]?.id ?? '')).toBe('not_found')
})

test('[MSG-7] the text beside files may be edited, also to nothing; one without files may not', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  await alice.client.send(room.id, 'plain')
  await alice.client.send(room.id, 'with', { files: [picture('harbour.png')] })
  const [plain, withFile] = await log(bob, room.id, 2)

  await alice.client.editMessage(room.id, withFile?.id ?? '', '')
  await until(bob.client.log(room.id), ({ messages }) => messages[1]?.content === '')
  expect(attachmentsIn(bob, room.id)).toHaveLength(1)
  const refused = await alice.client
    .editMessage(room.id, plain?.id ?? '', '')
    .catch((error: ApiError) => error)
  expect(refused).toMatchObject({ code: 'invalid', errors: [{ path: 'content' }] })
  expect(texts(bob, room.id)).toEqual(['plain', ''])
})

test('[MED-1] a message with files survives a restart without a connection, and goes out once', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const outbox = memoryOutbox()
  const before = await newDevice(chat.server, 'alice', { outbox })
  await chat.stopServer()
  await before.client.send(room.id, 'From the tunnel', { files: [picture('dark.png')] })
  await before.client.send(room.id, 'still dark')
  await before.client.stop()

  await chat.server.start()
  await using after = await newDevice(chat.server, 'alice', { outbox })
  bob.client.wake()
  await shows(bob, room.id, 'still dark')
  await allSent(after)
  expect(texts(bob, room.id)).toEqual(['From the tunnel', 'still dark'])
  expect(attachmentsIn(bob, room.id)).toMatchObject([{ name: 'dark.png' }])
})

test('[MED-2] a file that is refused fails its message, and can be taken from it', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const clientId = await alice.client.send(room.id, 'Two', { files: [picture('good.png'), notes] })
  const [failed] = await until(alice.client.pending, ([line]) => line?.status === 'failed')
  const [, refused] = failed?.attachments ?? []
  expect(failed?.failure).toMatchObject({ code: 'unsupported_file', file: refused?.key })
  await alice.client.send(room.id, 'not held up')
  await shows(bob, room.id, 'not held up')

  await alice.client.removePendingFile(clientId, refused?.key ?? '')
  await shows(bob, room.id, 'Two')
  expect(attachmentsIn(bob, room.id)).toMatchObject([{ name: 'good.png' }])
})

test('[MED-1] what is too large or of a kind that is not taken is refused before any of it is sent', async () => {
  await using chat = await startChat(['alice', 'bob'], { 'uploads.most_megabytes': 1 })
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const { uploads } = await alice.client.serverInfo()
  expect(uploads).toEqual({ most_bytes: 1_048_576, other_files: false })

  const refusals = [
    { blob: new Blob([new Uint8Array(1_048_577)], { type: 'image/png' }), name: 'huge.png' },
    { blob: new Blob(['a'], { type: 'text/plain' }), name: 'notes.txt' },
    { blob: new Blob([], { type: 'image/png' }), name: 'nothing.png' },
  ].map((file) => alice.client.send(room.id, '', { files: [file] }).catch(({ code }: ApiError) => code))
  expect(await Promise.all(refusals)).toEqual(['too_large', 'unsupported_file', 'invalid_file'])
  expect(alice.client.pending.get()).toEqual([])
})

test('[MED-1] a message that waits for its files can be called off, and a file of it taken away', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  using proxy = await startProxy(chat.server.url)
  await using device = await newDeviceBehind(proxy, chat.server, 'alice')
  proxy.weather.isBlackHole = true

  const first = await device.client.send(room.id, 'Never', { files: [picture('never.png')] })
  const second = await device.client.send(room.id, 'One of two', {
    files: [picture('one.png'), picture('two.png')],
  })
  await device.client.discard(first)
  const two = device.client.pending.get().find(({ client_id }) => client_id === second)?.attachments[1]
  await device.client.removePendingFile(second, two?.key ?? '')
  proxy.weather.isBlackHole = false
  proxy.cut()
  device.client.wake()

  await shows(bob, room.id, 'One of two')
  await allSent(device)
  expect(texts(bob, room.id)).toEqual(['One of two'])
  expect(attachmentsIn(bob, room.id)).toMatchObject([{ name: 'one.png' }])
})

test('[MED-1] [F38] files that lie on the server too long without their message are uploaded once more', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  const { store } = chat.server.app
  let isHeldBack = true
  alice.network.faults = {
    outgoing: (frame) => (frame.type === 'send' && isHeldBack ? [] : [frame]),
  }
  await alice.client.send(room.id, 'Late', { files: [picture('late.png')] })
  await until(alice.client.pending, ([line]) => line?.attachments[0]?.stored != null)
  await store.transaction((tx) =>
    tx.db
      .deleteFrom('files')
      .execute()
      .then(() => undefined),
  )
  isHeldBack = false
  alice.network.cut()
  alice.client.wake()

  await shows(bob, room.id, 'Late')
  expect(attachmentsIn(bob, room.id)).toMatchObject([{ name: 'late.png' }])
  await allSent(alice)
})

function attachmentsIn({ client }: Person, roomId: string): Message['attachments'] {
  return client
    .log(roomId)
    .get()
    .messages.flatMap(({ attachments }) => attachments)
}

/** The entries of a room's log, once there are so many. */
async function log({ client }: Person, roomId: string, count: number): Promise<readonly Message[]> {
  const { messages } = await until(client.log(roomId), (held) => held.messages.length === count)
  return messages
}

async function statusOf({ client }: Person, fileId: string): Promise<string> {
  const reading = client.requester.empty({ method: 'HEAD', path: `/files/${fileId}` })
  return reading.then(
    () => 'there',
    ({ code }: ApiError) => code,
  )
}

test('[MED-1] a large file goes on where its connection was cut, and is all there in the end', async () => {
  await using chat = await startChat(['alice', 'bob'])
  const { alice, bob } = chat.people
  const room = await directRoom(alice, bob)
  using proxy = await startProxy(chat.server.url)
  await using device = await newDeviceBehind(proxy, chat.server, 'alice')
  const large = painted(1700, 1200, { noisy: true })
  expect(large.size).toBeGreaterThan(5_000_000)
  let sentBytes = 0
  let cuts = 0
  proxy.watch((bytes, direction) => {
    if (direction === 'up') sentBytes += bytes.length
    if (cuts < 2 && sentBytes > (cuts + 1) * 1_500_000) {
      cuts++
      proxy.cut()
    }
    return null
  })

  await device.client.send(room.id, 'Large', { files: [{ blob: large, name: 'large.png' }] })
  await shows(bob, room.id, 'Large')
  expect(cuts).toBe(2)
  expect(sentBytes).toBeLessThan(large.size * 1.9)
  expect(attachmentsIn(bob, room.id)).toMatchObject([{ name: 'large.png', kind: 'picture' }])
})
