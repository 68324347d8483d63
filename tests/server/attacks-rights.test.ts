import { describe, expect, test } from 'bun:test'
import { message, messagePage } from '#protocol/messages'
import { room as roomSchema } from '#protocol/rooms'
import { noteRow, rounds } from '../faults/rows'
import { newGuest } from '../harness/guest'
import { type Probe, password, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { raisedLimits } from '../harness/raised-limits'
import { refusal, request } from '../harness/request'
import { personAs } from '../harness/roles'
import { serverForAll } from '../harness/server-for-all'
import { type Role, roles } from './rights-roles'
import type { Objects } from './rights-row'
import { rights } from './rights-table'

describe('what somebody may do', () => {
  const server = serverForAll({
    settings: { ...raisedLimits, 'rooms.lobby': true, 'guests.lobby': true, 'guests.per_address': 10_000 },
  })

  /** A room, what else a request can name, and the headers by which somebody of this role asks. */
  async function stage(role: Role): Promise<{ objects: Objects; headers: Record<string, string> }> {
    const [owner, otherMember, outsider, self] = await people(server, 'owner', 'bob', 'outsider', role)
    const isInside = role === 'admin' || role === 'member' || role === 'ex_member'
    const { id } = await groupRoom(owner, [otherMember, ...(isInside ? [self] : [])])
    if (role === 'admin') await owner.patch(`/chat/rooms/${id}/members/${self.id}`, { role })
    const text = await write(owner, { id }, 'mine')
    if (role === 'ex_member') await owner.delete(`/chat/rooms/${id}/members/${self.id}`)
    const objects = {
      ...{ room: id, otherMember, outsider },
      ...{ ownersText: text.id, foreignSession: otherMember.sessionId },
    }
    return { objects, headers: await headersAs(role, { owner, self }) }
  }

  async function headersAs(role: Role, { owner, self }: Record<'owner' | 'self', Probe>) {
    if (role === 'anonymous') return {}
    if (role === 'guest') return (await newGuest(server)).headers
    if (role === 'owner') return owner.headers
    if (role === 'server_admin') return (await personAs(server, 'admin', 'admin')).headers
    if (role === 'server_owner') return (await personAs(server, 'owner', 'owner')).headers
    if (role === 'disabled') {
      const admin = await personAs(server, 'admin', 'admin')
      expect((await admin.patch(`/admin/people/${self.id}`, { is_disabled: true })).status).toBe(200)
    }
    if (role === 'deleted') {
      expect((await self.call('DELETE', '/auth/me', { json: { password } })).status).toBe(204)
    }
    return self.headers
  }

  test('[H01] every route is in the table of rights, and the table names no route that is not there', async () => {
    const document = await (await fetch(`${server.url}/api/openapi.json`)).json()
    const paths: Record<string, object> = document.paths
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    )
    expect(routes.toSorted()).toEqual(Object.keys(rights).toSorted())
  })

  test.each(Object.entries(rights))('[H01] %s', async (route, { path, json, statuses }) => {
    const [method = ''] = route.split(' ')
    const answers = roles.map(async (role) => {
      const { objects, headers } = await stage(role)
      const body = json?.(objects)
      const answer = await request(server, method, path(objects), {
        headers,
        ...(body !== undefined && { json: body }),
      })
      return [role, answer.status] as const
    })
    expect(Object.fromEntries(await Promise.all(answers))).toEqual(statuses)
  })

  test('[H02] [H05] a room somebody is not in answers like one that is not there, whatever is asked', async () => {
    const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
    const rooms = [await directRoom(alice, bob), await groupRoom(alice, [bob])]
    await using socket = await eve.socket()
    const ask = async (id: string) => {
      const path = `/chat/rooms/${id}`
      const answers = [
        ...(await Promise.all([path, `${path}/messages`, `${path}/receipts`].map((it) => eve.get(it)))),
        await eve.patch(path, { name: 'Mine' }),
        await eve.post(`${path}/read`, { seq: 1 }),
        await eve.post(`${path}/messages`, { content: 'hello' }),
      ]
      socket.say({ type: 'sync', data: { room_id: id, after: 0 } })
      socket.say({ type: 'read', data: { room_id: id, seq: 1 } })
      const frames = await socket.fence()
      return { answers: answers.map((answer) => refusal(answer, 'not_a_member')), frames }
    }

    const missing = await ask('n0such0room')
    expect(missing.frames).toMatchObject([
      { type: 'error', data: { code: 'not_a_member' } },
      { type: 'error' },
    ])
    for (const { id } of rooms) expect(await ask(id)).toEqual(missing)
  })

  test('[H03] who is being removed hears and writes nothing with a number above their removal', async () => {
    const trials = rounds(50, 1000)
    const [alice, bob, carol] = await people(server, 'alice', 'bob', 'carol')
    const { id } = await groupRoom(alice, [bob])
    let late = 0
    for (let trial = 0; trial < trials; trial++) {
      // A socket of its own for each trial: one alone would say more than a hundred frames a second.
      await using socket = await carol.socket()
      await alice.post(`/chat/rooms/${id}/members`, { user_id: carol.id })
      await socket.next('room')
      const racing = [
        ...Array.from({ length: 4 }, (_, n) => write(bob, { id }, `${trial} ${n}`)),
        alice.delete(`/chat/rooms/${id}/members/${carol.id}`),
        ...Array.from({ length: 4 }, (_, n) => write(bob, { id }, `${trial} late ${n}`)),
      ]
      for (let n = 0; n < 4; n++) {
        const data = { room_id: id, client_id: `carol-${trial}-${n}`, content: 'still here' }
        socket.say({ type: 'send', data })
        socket.say({ type: 'sync', data: { room_id: id, after: 0 } })
      }
      await Promise.all(racing)

      const { messages } = (await alice.get(`/chat/rooms/${id}/messages?limit=30`)).read(messagePage)
      const removedAt = messages.find(({ message_type }) => message_type === 'member_removed')?.seq ?? 0
      const frames = await socket.fence()
      const heard = frames.flatMap((frame) => (frame.type === 'message' ? [frame.data.seq] : []))
      const synced = frames.flatMap((frame) =>
        frame.type === 'sync' ? frame.data.messages.map(({ seq }) => seq) : [],
      )
      const written = messages.filter(({ sender_id }) => sender_id === carol.id).map(({ seq }) => seq)
      late += [...heard, ...synced, ...written].filter((seq) => seq > removedAt).length
    }
    expect(late).toBe(0)
    noteRow('H03 removal races', trials, '0 entries after the removal', true)
  }, 300_000)

  test('[H04] who joins a group reads its whole log, as the rule is, but nothing that was taken out of it', async () => {
    const [alice, bob] = await people(server, 'alice', 'bob')
    const { id } = await groupRoom(alice)
    await write(alice, { id }, 'before')
    const taken = await write(alice, { id }, 'taken back')
    await alice.delete(`/chat/rooms/${id}/messages/${taken.id}`)
    refusal(await bob.get(`/chat/rooms/${id}/messages`), 'not_a_member')

    const joined = (await alice.post(`/chat/rooms/${id}/members`, { user_id: bob.id })).read(roomSchema)
    const page = await bob.get(`/chat/rooms/${id}/messages`)

    expect(page.read(messagePage).messages.map(({ content }) => content)).toEqual([
      '',
      '',
      'before',
      'Kitchen',
    ])
    expect(page.text).not.toContain('taken back')
    const own = (await bob.get(`/chat/rooms/${id}`)).read(roomSchema)
    expect({ id: joined.id, unread: own.unread_count }).toEqual({ id, unread: 0 })
  })

  test('[H06] nobody writes without having joined, nor reads on by claiming to be there', async () => {
    const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
    const { id } = await groupRoom(alice, [bob])
    await using bobSocket = await bob.socket()
    await using eveSocket = await eve.socket()
    const send = { type: 'send', data: { room_id: id, client_id: 'c', content: 'hello' }, ref: 1 }

    eveSocket.say(send)
    expect((await eveSocket.next('error')).data.code).toBe('not_a_member')
    await bob.delete(`/chat/rooms/${id}/members/${bob.id}`)
    await bobSocket.next('room_removed')
    bobSocket.say(send)
    bobSocket.say({ type: 'typing', data: { room_id: id }, ref: 2 })
    bobSocket.say({ type: 'received', data: { marks: { [id]: 1 } }, ref: 3 })
    bobSocket.say({ type: 'sync', data: { room_id: id, after: 0 }, ref: 4 })
    await write(alice, { id }, 'without bob')

    const said = [...(await bobSocket.fence()), ...(await eveSocket.fence())]
    expect(JSON.stringify(said)).not.toContain('without bob')
    expect(said.filter(({ type }) => ['ack', 'sync', 'typing', 'message_changed'].includes(type))).toEqual([])
    const { messages } = (await alice.get(`/chat/rooms/${id}/messages`)).read(messagePage)
    expect(messages.filter(({ message_type }) => message_type === 'text')).toHaveLength(1)
  })

  test('[H08] nobody raises themselves, and the last owner does not leave others behind', async () => {
    const [owner, admin, member] = await people(server, 'alice', 'bob', 'eve')
    const { id } = await groupRoom(owner, [admin, member])
    const path = `/chat/rooms/${id}/members`
    await owner.patch(`${path}/${admin.id}`, { role: 'admin' })
    for (const self of [owner, admin, member]) {
      refusal(await self.patch(`${path}/${self.id}`, { role: 'owner' }), 'forbidden')
    }
    refusal(await owner.delete(`${path}/${owner.id}`), 'conflict')
    refusal(await admin.delete(`${path}/${owner.id}`), 'forbidden')
  })

  test('[H12] everyone hears the same of a text and nothing of others, and a deletion carries no text', async () => {
    const [alice, bob, carol, eve] = await people(server, 'alice', 'bob', 'carol', 'eve')
    const { id } = await groupRoom(alice, [bob, carol])
    await using bobSocket = await bob.socket()
    await using carolSocket = await carol.socket()
    await using eveSocket = await eve.socket()

    const secret = await write(alice, { id }, 'the secret')
    await write(bob, { id }, 'an answer', { reply_to: secret.id })
    await bobSocket.fence()
    const toCarol = await carolSocket.fence()
    for (const frame of toCarol) {
      if (frame.type !== 'message') continue
      expect(Object.keys(frame.data).toSorted()).toEqual(Object.keys(message.shape).toSorted())
    }
    await alice.delete(`/chat/rooms/${id}/messages/${secret.id}`)

    const [bobHeard, carolHeard] = [await bobSocket.fence(), await carolSocket.fence()]
    expect(bobHeard).toEqual(carolHeard)
    expect(bobHeard.map(({ type }) => type)).toEqual(['message_changed'])
    const everything = [
      JSON.stringify(bobHeard),
      (await carol.get(`/chat/rooms/${id}/messages`)).text,
      (await carol.get('/chat/rooms')).text,
    ].join('')
    expect(everything).not.toContain('the secret')
    expect(JSON.stringify(toCarol) + everything).not.toMatch(/example\.org|argon2|password/)
    expect(await eveSocket.fence()).toEqual([])
  })
})
