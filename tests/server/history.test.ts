import { beforeAll, describe, expect, test } from 'bun:test'
import { type MessagePage, messagePage } from '#protocol/messages'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, write } from '../harness/probe-rooms'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const length = 130

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })
    let alice: Probe
    let bob: Probe
    let room: { id: string }

    beforeAll(async () => {
      ;[alice, bob] = await people(server, 'alice', 'bob')
      room = await directRoom(alice, bob)
      for (let n = 1; n <= length; n++) await write(n % 2 === 0 ? alice : bob, room, `message ${n}`)
    })

    async function page(query: string): Promise<MessagePage> {
      return (await bob.get(`/chat/rooms/${room.id}/messages${query}`)).read(messagePage.strict())
    }

    /** From, to, both numbers inclusive and newest first; whether there is more on either side. */
    const pages: [string, [number, number] | null, boolean, boolean][] = [
      ['', [130, 81], true, false],
      ['?limit=1', [130, 130], true, false],
      ['?limit=100', [130, 31], true, false],
      ['?before=81', [80, 31], true, true],
      ['?before=31', [30, 1], false, true],
      ['?before=51', [50, 1], false, true],
      ['?before=2', [1, 1], false, true],
      ['?before=1', null, false, true],
      ['?before=0', null, false, true],
      ['?before=131', [130, 81], true, false],
      ['?before=999999999999999', [130, 81], true, false],
      ['?after=0', [50, 1], false, true],
      ['?after=50', [100, 51], true, true],
      ['?after=100', [130, 101], true, false],
      ['?after=80', [130, 81], true, false],
      ['?after=130', null, true, false],
      ['?after=999999999999999', null, true, false],
      ['?around=65', [89, 40], true, true],
      ['?around=1', [50, 1], false, true],
      ['?around=0', [50, 1], false, true],
      ['?around=10', [50, 1], false, true],
      ['?around=130', [130, 105], true, false],
      ['?around=65&limit=1', [65, 65], true, true],
      ['?around=65&limit=3', [66, 64], true, true],
    ]
    test.each(pages)(
      '[MSG-9] the page "%s" is %j, and says whether there is more',
      async (query, range, has_older, has_newer) => {
        const { messages, head, ...more } = await page(query)
        const [from, to] = range ?? [0, 1]
        expect(messages.map(({ seq }) => seq)).toEqual(
          Array.from({ length: from - to + 1 }, (_, n) => from - n),
        )
        expect(messages.every(({ seq, content }) => content === `message ${seq}`)).toBe(true)
        expect(head).toBe(length)
        expect(more).toEqual({ has_older, has_newer })
      },
    )

    test('[MSG-9] going back page by page reaches everything once, and forward again too', async () => {
      const back: number[] = []
      for (let query = '?limit=40'; ; query = `?limit=40&before=${back.at(-1)}`) {
        const { messages, has_older } = await page(query)
        back.push(...messages.map(({ seq }) => seq))
        if (!has_older) break
      }
      const forward: number[] = []
      for (let query = '?limit=40&after=0'; ; query = `?limit=40&after=${forward.at(-1)}`) {
        const { messages, has_newer } = await page(query)
        forward.push(...messages.map(({ seq }) => seq).toReversed())
        if (!has_newer) break
      }

      expect(back).toEqual(Array.from({ length }, (_, n) => length - n))
      expect(forward).toEqual(back.toReversed())
    })

    test('[MSG-9] a room in which nothing was written has an empty page and nothing else', async () => {
      const [carol, dave] = await people(server, 'carol', 'dave')
      const { id } = await directRoom(carol, dave)
      for (const query of ['', '?before=5', '?after=0', '?around=1']) {
        const answer = await carol.get(`/chat/rooms/${id}/messages${query}`)
        expect(answer.read(messagePage)).toEqual({
          messages: [],
          has_older: false,
          has_newer: false,
          head: 0,
        })
      }
    })
  })
}
