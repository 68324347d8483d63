import type { Client } from '#client/client'
import { createClient } from '#client/create-client'
import type { Tokens } from '#client/credentials'
import type { OpenSocket, OutboxStorage } from '#client/ports'
import type { Readable } from '#client/readable'
import { memoryOutbox } from '#client/storage/memory'
import { openWebSocket } from '#client/web-socket'

export interface Person extends AsyncDisposable {
  readonly id: string
  readonly name: string
  readonly client: Client
}

interface PersonOptions {
  outbox?: OutboxStorage
  openSocket?: OpenSocket
}

export const password = 'Correct7horse'

/** A new person, registered and signed in through the client library, connected and up to date. */
export async function newPerson(url: string, name: string, options: PersonOptions = {}): Promise<Person> {
  const client = newClient(url, options)
  await client.start()
  await client.register({ username: name, email: `${name}@example.org`, password })
  return personOf(client)
}

/** Somebody who is registered already, on one more device. */
export async function knownPerson(url: string, name: string, options: PersonOptions = {}): Promise<Person> {
  const client = newClient(url, options)
  await client.start()
  await client.login(name, password)
  return personOf(client)
}

/** Somebody with a session that another device, or the server's own people, started. */
export async function signedInPerson(
  url: string,
  { tokens }: { tokens: Tokens },
  options: PersonOptions = {},
): Promise<Person> {
  const client = newClient(url, { ...options, tokens })
  await client.start()
  return personOf(client)
}

function newClient(
  url: string,
  { outbox = memoryOutbox(), openSocket = openWebSocket, ...more }: PersonOptions & { tokens?: Tokens },
): Client {
  return createClient({ url, credentials: 'token', outbox, openSocket, ...more })
}

async function personOf(client: Client): Promise<Person> {
  const session = client.session.get()
  if (session.phase !== 'signed_in') throw new Error('the person is not signed in')
  await until(client.connection, ({ phase }) => phase === 'up_to_date')
  const { id, username } = session.me
  return { id, name: username, client, [Symbol.asyncDispose]: () => client.stop() }
}

/** Resolves with the first value that satisfies the condition, which may be the one there is. */
export function until<Value>(source: Readable<Value>, isReached: (value: Value) => boolean): Promise<Value> {
  if (isReached(source.get())) return Promise.resolve(source.get())
  return new Promise((resolve) => {
    const stop = source.subscribe(() => {
      const value = source.get()
      if (!isReached(value)) return
      stop()
      resolve(value)
    })
  })
}
