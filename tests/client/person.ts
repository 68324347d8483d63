import type { Client, ClientOptions } from '#client/client'
import { createClient } from '#client/create-client'
import { memoryOutbox } from '#client/storage/memory'
import type { Me } from '#protocol/accounts'
import type { ServerFrame } from '#protocol/frames'
import type { Room } from '#protocol/rooms'
import { startSession } from '#server/auth/sessions'
import { createAccount } from '#server/domain/accounts/create'
import type { TestServer } from '../harness/server'
import { type FaultySocket, faultySocket } from './faulty-socket'
import { until } from './until'

/** Somebody with one device. */
export interface Person extends AsyncDisposable {
  readonly me: Me
  readonly client: Client
  readonly network: FaultySocket
}

export const password = 'Tulip-Kettle-42'

/** Everyone here has the same password, so that it need be hashed only once. */
let hash: Promise<string> | null = null

/** Opens an account and signs in on a first device, connected and up to date. */
export async function newPerson({ app, url }: TestServer, username: string): Promise<Person> {
  hash ??= app.passwords.hash(password)
  const account = { username, email: `${username}@example.org`, passwordHash: await hash }
  const { id } = await app.store.transaction((tx) => createAccount(app, tx, account))
  const { access, refresh } = await startSession(
    app,
    { id, username },
    { name: 'test', address: '127.0.0.1', language: 'en' },
  )
  return deviceOf({ url, tokens: { access, refresh } }, (client) => client.start())
}

interface DeviceOptions extends Partial<ClientOptions> {
  network?: FaultySocket
}

/** Signs somebody in on one more device. */
export async function newDevice(
  { url }: TestServer,
  username: string,
  options: DeviceOptions = {},
): Promise<Person> {
  return deviceOf({ url, ...options }, (client) => client.login(username, password))
}

/** The same with REST calls that go through a proxy, and sockets that do not. */
export async function newDeviceBehind(proxy: { url: string }, server: TestServer, username: string) {
  const network = faultySocket()
  const socketUrl = `${server.url.replace('http', 'ws')}/ws`
  return newDevice(server, username, {
    url: proxy.url,
    network,
    openSocket: (_url, token, handlers) => network.openSocket(socketUrl, token, handlers),
  })
}

async function deviceOf(
  { network = faultySocket(), ...options }: DeviceOptions & { url: string },
  signIn: (client: Client) => Promise<void>,
): Promise<Person> {
  const client = createClient({
    credentials: 'token',
    outbox: memoryOutbox(),
    openSocket: network.openSocket,
    ...options,
  })
  await signIn(client)
  await upToDate(client)
  const session = client.session.get()
  if (session.phase !== 'signed_in') throw new Error('nobody is signed in')
  return { me: session.me, client, network, [Symbol.asyncDispose]: () => client.stop() }
}

export async function upToDate(client: Client): Promise<void> {
  await until(client.connection, ({ phase }) => phase === 'up_to_date', 'the client is up to date')
}

/** The direct room of two people, with its log open for both. */
export async function directRoom(one: Person, other: Person): Promise<Room> {
  const room = await one.client.createRoom({ room_type: 'direct', member_ids: [other.me.id] })
  await Promise.all([one.client.openLog(room.id), other.client.openLog(room.id)])
  return room
}

/** A group of these people; the first one owns it. Its log is opened by nobody. */
export async function newGroup(owner: Person, name: string, ...others: Person[]): Promise<string> {
  const member_ids = others.map(({ me }) => me.id)
  const room = await owner.client.createRoom({ room_type: 'group', name, description: '', member_ids })
  return room.id
}

/** The texts in a room as this device shows them. */
export function texts({ client }: Person, roomId: string): string[] {
  const { messages } = client.log(roomId).get()
  return messages.filter((message) => message.message_type === 'text').map((message) => message.content)
}

/** Waits until this device shows a text in a room. */
export async function shows(person: Person, roomId: string, content: string): Promise<void> {
  await until(
    person.client.log(roomId),
    ({ messages }) => messages.some((message) => message.content === content),
    `“${content}” is shown to ${person.me.username}`,
  )
}

/** Waits until everything this device wrote has been acknowledged. */
export async function allSent({ client }: Person): Promise<void> {
  await until(client.pending, (pending) => pending.length === 0, 'nothing is pending')
}

/** Resolves when the next frame of this type has been handled. */
export function hears({ network }: Person, type: ServerFrame['type']): Promise<void> {
  return new Promise((resolve) => {
    network.faults = {
      incoming(frame) {
        if (frame.type === type) resolve()
        return [frame]
      },
    }
  })
}
