import { describe, expect, test } from 'bun:test'
import { userList } from '#protocol/accounts'
import { message } from '#protocol/messages'
import { room } from '#protocol/rooms'
import { people } from '../harness/probe-people'
import { groupRoom } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const metacharacters = [
  "'; drop table messages; --",
  '" or ""="',
  "' union select password_hash from accounts --",
  '%',
  '_',
  '\\',
  '$1 ? :name @p',
  '/* */ --',
  "\\'; select pg_sleep(10); --",
]

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    test('[A12] what a database could take for a command is stored as it was written', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const { id } = await groupRoom(alice, [bob])
      for (const text of metacharacters) {
        const sent = await alice.post(`/chat/rooms/${id}/messages`, { content: text })
        expect(sent.read(message).content).toBe(text)
        const changed = await alice.patch(`/chat/rooms/${id}`, { name: text, description: text })
        expect(changed.read(room)).toMatchObject({ name: text, description: text })
        expect((await bob.get(`/chat/rooms/${id}`)).read(room).name).toBe(text)
      }
    })

    test('[A12] no character of a search stands for others', async () => {
      const [alice] = await people(server, 'alice', 'bob')
      for (const query of ['%', '_%', "' or 1=1 --", '*', 'a%b', '\\%', '\\']) {
        const answer = await alice.get(`/users?query=${encodeURIComponent(query)}`)
        expect(answer.read(userList).users).toEqual([])
      }
    })

    test('[A12] NUL, which not every database can keep, is refused', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const { id } = await groupRoom(alice, [bob])
      refusal(await alice.post(`/chat/rooms/${id}/messages`, { content: 'a\u0000b' }), 'invalid')
      refusal(await alice.patch(`/chat/rooms/${id}`, { name: 'a\u0000b' }), 'invalid')
      refusal(await alice.get('/users?query=%00'), 'invalid')
    })
  })
}
