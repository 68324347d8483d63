import { startServer, type TestServer } from '../harness/server'
import { newPerson, type Person } from './person'

export interface Chat<Name extends string> extends AsyncDisposable {
  readonly server: TestServer
  readonly people: Record<Name, Person>
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
    async [Symbol.asyncDispose]() {
      await Promise.all(entries.map(([, person]) => person.client.stop()))
      await server[Symbol.asyncDispose]()
    },
  }
}
