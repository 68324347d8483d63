import { newAccount } from './account'
import { startServer, type TestServer } from './server'
import { type Visitor, visit } from './visitor'

export interface TwoInARoom extends AsyncDisposable {
  readonly server: TestServer
  readonly alice: Visitor
  readonly bob: Visitor
}

interface Options {
  settings?: Record<string, string>
  /** What bob looks at it with. */
  view?: 'desktop' | 'phone'
}

/** A server with alice and bob in front of a browser each, both in their direct room. */
export async function twoInARoom({ settings = {}, view = 'desktop' }: Options = {}): Promise<TwoInARoom> {
  const server = await startServer({ settings })
  await newAccount(server.url, 'alice')
  await newAccount(server.url, 'bob')
  const alice = await visit(server.url)
  await alice.signIn('alice')
  await alice.talkTo('bob')
  const bob = await visit(server.url, view)
  await bob.signIn('bob')
  await bob.talkTo('alice')
  return {
    ...{ server, alice, bob },
    async [Symbol.asyncDispose]() {
      await alice[Symbol.asyncDispose]()
      await bob[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}
