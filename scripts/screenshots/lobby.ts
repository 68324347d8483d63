import { newPerson } from './person'
import { type ServerProcess, startServerProcess } from './server-process'

/** Starts a server of the kind where everybody meets in one room, and guests may look around. */
export function startLobby(root: string): Promise<ServerProcess> {
  return startServerProcess(root, ['--profile=wall'])
}

/** What people say there. */
export async function talkInLobby({ url }: ServerProcess): Promise<void> {
  const rosa = await newPerson(url, 'rosa', null)
  const bob = await newPerson(url, 'bob', null)
  const lobby = await rosa.lobby()
  const offer = await rosa.say(lobby, 'The library opens at **ten** tomorrow. Who can help with the chairs?')
  await bob.react(offer, '👍')
  await bob.say(lobby, 'I can, with two friends.', offer)
}
