import { expect, test } from 'bun:test'
import { limits } from '#protocol/limits'
import type { Presence } from '#protocol/presence'
import { protocolVersion } from '#protocol/version'
import { insertAll } from '#server/store/bulk'
import { type Probe, people } from '../harness/probe-people'
import { groupRoom } from '../harness/probe-rooms'
import { openSocket } from '../harness/probe-socket'
import { serverForAll } from '../harness/server-for-all'

const server = serverForAll()

/** Puts that many people who never signed in into a room. */
async function crowd(roomId: string, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, n) => `${roomId}${n}`)
  await server.app.store.transaction(async (tx) => {
    const names = (id: string) => ({ username: id, username_key: id, email: null, email_key: null })
    const account = (id: string) => ({
      id,
      ...names(id),
      password_hash: null,
      created_at: 0,
      disabled_at: null,
    })
    const member = (account_id: string) => ({
      account_id,
      role: 'member' as const,
      joined_at: 0,
      read_seq: 0,
    })
    await insertAll(tx, 'accounts', ids.map(account))
    await insertAll(
      tx,
      'members',
      ids.map((id) => ({ room_id: roomId, ...member(id) })),
    )
  })
}

async function greetedPages(person: Probe): Promise<Presence[][]> {
  await using socket = await openSocket(server, { headers: person.headers })
  socket.say({ type: 'hello', data: { version: protocolVersion } })
  const pages: Presence[][] = []
  for (;;) {
    const frame = await socket.next('presence_list', 'synced')
    if (frame.type === 'synced') return pages
    pages.push(frame.data.users)
  }
}

test('[PRE-1] who shares rooms with very many people is told of all of them, in pages', async () => {
  const [alice] = await people(server, 'alice')
  for (let n = 0; n < 3; n++) await crowd((await groupRoom(alice)).id, limits.presenceMembers - 1)

  const pages = await greetedPages(alice)

  expect(pages.map(({ length }) => length)).toEqual([limits.presencePage, 497])
  expect(new Set(pages.flat().map(({ user_id }) => user_id)).size).toBe(1497)
})

test('[PRE-1] in a room of too many people nobody is told who is here', async () => {
  const [alice, bob, carol] = await people(server, 'alice', 'bob', 'carol')
  const { id } = await groupRoom(alice, [bob])
  await crowd(id, limits.presenceMembers - 1)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()

  await alice.post(`/chat/rooms/${id}/members`, { user_id: carol.id })
  await using carolSocket = await carol.socket()

  expect(await greetedPages(carol)).toEqual([[]])
  for (const socket of [aliceSocket, bobSocket, carolSocket]) expect(await socket.presences()).toEqual([])
})
