import { describe, expect, test } from 'bun:test'
import { type User, user, userList } from '#protocol/accounts'
import { serverInfo } from '#protocol/server-info'
import { type Probe, people } from '../harness/probe-people'
import { refusal, request } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })
    const open = serverForAll({ engine, settings: { profile: 'rooms' } })

    async function find(seeker: Probe, query: string): Promise<User[]> {
      const answer = await seeker.get(`/users?query=${encodeURIComponent(query)}`)
      return answer.read(userList.strict()).users
    }

    test('[UI-4] [H13] people find each other by a part of the name, and learn nothing but the name', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')

      const found = await find(alice, bob.username.slice(1).toUpperCase())

      expect(found).toEqual([{ id: bob.id, username: bob.username, display_name: null, color: null }])
      expect(found.every((person) => user.strict().safeParse(person).success)).toBe(true)
      const answer = await alice.get(`/users?query=${bob.username}`)
      expect(answer.text).not.toContain('@')
    })

    test('[UI-4] where the directory shows who is online, whoever searches learns it of everybody', async () => {
      const [alice, bob, carol] = await people(open, 'alice', 'bob', 'carol')
      const online = async (query: string) => {
        const { users } = (await alice.get(`/users?query=${query}`)).read(userList)
        return users.map(({ is_online }) => is_online)
      }
      await using _bobSocket = await bob.socket()

      expect(await online(bob.username)).toEqual([true])
      expect(await online(carol.username)).toEqual([false])
    })

    test('[UI-4] nobody finds themselves, or anybody by their e-mail address', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      expect((await find(alice, alice.username)).map(({ id }) => id)).not.toContain(alice.id)
      expect(await find(alice, bob.email)).toEqual([])
    })

    test('[UI-4] at most 20 are found, and oneself takes nobody else’s place', async () => {
      const names = Array.from({ length: 25 }, () => 'carol')
      const [first] = await people(server, ...names)
      if (!first) throw new Error('nobody was made')

      const found = await find(first, 'carol')

      expect(found).toHaveLength(20)
      expect(found.map(({ id }) => id)).not.toContain(first.id)
      expect(found.map(({ username }) => username)).toEqual(found.map(({ username }) => username).toSorted())
    })

    test('[UI-4] signs of search patterns mean themselves', async () => {
      const [alice] = await people(server, 'alice', 'un_der')
      expect(await find(alice, '%')).toEqual([])
      expect((await find(alice, 'n_d')).map(({ username }) => username.split('-')[0])).toEqual(['un_der'])
      expect(await find(alice, 'n%d')).toEqual([])
    })

    test('[ACC-13] only who is signed in can search', async () => {
      refusal(await request(server, 'GET', '/users?query=ali'), 'unauthenticated')
    })

    test('[API-1] anyone may ask what the server is and allows', async () => {
      const info = (await request(server, 'GET', '/server')).read(serverInfo.strict())
      expect(info).toMatchObject({ name: 'natter', profile: 'team', policy: server.app.policy })
    })
  })
}
