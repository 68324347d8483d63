import { openSocket } from '../harness/probe-socket'
import { startProxy } from '../harness/proxy'
import { request } from '../harness/request'
import { type ServerProcess, startServerProcess } from '../harness/server-process'
import { gatherCrowd } from './crowd'
import type { History } from './history'
import { happeningsOf } from './recording'

const people = 6
const rooms = 2
const pauseMs = 10
/** Long enough for what a signed out or removed person must not hear, and more than the second that is allowed. */
const aftermathMs = 1800

/**
 * A short run in which everything happens that a promise is about: people write, lose their network once, one is signed
 * out and one removed while others go on. `mutant` plants a bug in the server.
 */
export async function runMixed(history: History, mutant?: string): Promise<void> {
  const onError = (line: string) => history.note({ type: 'defect', line })
  await using server = await startServerProcess({ people: people + 2, preload: mutant, onError })
  using proxy = await startProxy(server.url)
  await using crowd = await gatherCrowd(server, history, {
    ...{ people, rooms, url: () => proxy.url },
    // What a bug keeps from happening is not waited for long.
    ...(mutant !== undefined && { patienceMs: 5000 }),
  })
  await using leaving = new AsyncDisposableStack()
  const [room_id = ''] = crowd.roomIds
  const [owner] = crowd.people
  const [eve, mallory] = server.registered.slice(people)
  if (!owner || !eve || !mallory) throw new Error('somebody is missing')
  for (const { id, tokens } of [eve, mallory]) {
    await owner.client.api.addMember(room_id, id)
    leaving.use(await listen(server, history, id, tokens.access))
  }

  crowd.startWriting(pauseMs)
  await Bun.sleep(700)
  proxy.cut()
  for (const { client } of crowd.people) client.wake()
  await crowd.untilUpToDate()

  const headers = { Authorization: `Bearer ${eve.tokens.access}` }
  await request(server, 'POST', '/auth/logout', { headers, json: {} })
  history.note({ type: 'signed_out', via: eve.id })
  await owner.client.api.removeMember(room_id, mallory.id)
  await Bun.sleep(aftermathMs)
  // However slow the machine, one text at least comes after what is allowed.
  await crowd.say(0, room_id, 'after all of it')
  await crowd.stopWriting()
  await crowd.finish()
  noteRemoval(history, room_id, mallory.id)
}

/** A socket of somebody who only listens. */
async function listen(server: ServerProcess, history: History, id: string, token: string) {
  const socket = await openSocket(server, {
    onFrame(frame) {
      for (const happening of happeningsOf(frame, id, id)) history.note(happening)
    },
  })
  socket.say({ type: 'hello', data: { version: 1, token } })
  await socket.next('synced')
  return socket
}

function noteRemoval(history: History, room_id: string, user_id: string): void {
  const stored = history.read().find((noted) => noted.type === 'stored' && noted.room_id === room_id)
  const log = stored?.type === 'stored' ? stored.messages : []
  const removal = log.find(
    ({ message_type, subject }) => message_type === 'member_removed' && subject?.id === user_id,
  )
  if (!removal) throw new Error('the removal is not in the log')
  history.note({ type: 'removed', user_id, room_id, seq: removal.seq })
}
