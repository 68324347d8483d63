import { newAccount } from './account'
import { startServer } from './server'
import { visit } from './visitor'

/** A server with alice before the screen, in her direct room with bob. */
export async function aliceWithBob(view: 'desktop' | 'phone' = 'desktop') {
  const server = await startServer()
  await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const alice = await visit(server.url, view)
  await alice.signIn('alice')
  await alice.talkTo('bob')
  return {
    server,
    alice,
    bob,
    async [Symbol.asyncDispose]() {
      await alice[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}
