import { newPerson } from './person'
import { type ServerProcess, startServerProcess } from './server-process'

/** A server where people find nobody but their contacts. */
export interface Contacts {
  readonly server: ServerProcess
  /** Of oystein's link, which makes whoever opens it a contact of his. */
  readonly inviteToken: string
}

/** Starts it. There alice has contacts, and has blocked somebody. */
export async function startContacts(root: string): Promise<Contacts & AsyncDisposable> {
  const server = await startServerProcess(root, ['--directory=contacts'])
  const { url } = server
  const alice = await newPerson(url, 'alice', null)
  const rosa = await newPerson(url, 'rosa', 'Rosa')
  const imani = await newPerson(url, 'imani', 'Imani')
  const kenji = await newPerson(url, 'kenji', 'Kenji')
  for (const other of [rosa, imani, kenji]) await alice.becomeContact(await other.inviteContact())
  await alice.block(kenji)
  const oystein = await newPerson(url, 'oystein', 'Øystein')
  return {
    server,
    inviteToken: await oystein.inviteContact(),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
