import type { ConnectionState } from '#client/state/types'
import { startServer, type TestServer } from '../harness/server'
import { newPerson, type Person } from './person'
import { until } from './until'

export interface Chat<Name extends string> extends AsyncDisposable {
  readonly server: TestServer
  readonly people: Record<Name, Person>
  /** Stops the server and waits until everyone has noticed. */
  stopServer(): Promise<void>
}

/** A server with these people signed in on one device each. All of it ends when disposed. */
export async function startChat<const Name extends string>(
  names: readonly Name[],
  settings: Record<string, string | number | boolean> = {},
): Promise<Chat<Name>> {
  const server = await startServer({ settings })
  const entries = await Promise.all(names.map(async (name) => [name, await newPerson(server, name)] as const))
  const people = Object.fromEntries(entries) as Record<Name, Person>
  return {
    server,
    people,
    async stopServer() {
      await server.stop()
      const isLost = ({ phase }: ConnectionState) => phase === 'waiting' || phase === 'idle'
      await Promise.all(entries.map(([, { client }]) => until(client.connection, isLost)))
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(entries.map(([, person]) => person.client.stop()))
      await server[Symbol.asyncDispose]()
    },
  }
}
