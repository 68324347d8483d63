import { beforeAll, describe, expect, test } from 'bun:test'
import type { SearchRequest } from '#client/api'
import { type Account, newAccount } from '../harness/account'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const texts = [
  'Noodles at noon?',
  'The café is at Łódź, Straße 7',
  'Write to bob.smith@mail.example.org, it is in /etc/nginx/conf.d',
  '明日上海で会いましょう',
  'สวัสดีครับ วันนี้อากาศดี',
  '내일 서울역에서 만나요',
  'Docs: https://docs.example.org/a-b_c?x=1',
  'at noon the noodles were gone',
  "It's 1,000 'quoted' things * NEAR OR AND NOT \"x\" (y) & | ! :* \\",
]

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })
    let alice: Account
    let bob: Account
    let eve: Account
    let roomId: string

    beforeAll(async () => {
      alice = await newAccount(server.url, 'alice')
      bob = await newAccount(server.url, 'bob')
      eve = await newAccount(server.url, 'eve')
      roomId = (await alice.api.createRoom({ room_type: 'direct', member_ids: [bob.id] })).id
      for (const [n, content] of texts.entries()) {
        await (n % 2 === 0 ? alice : bob).api.postMessage(roomId, { content })
      }
    })

    async function found(by: Account, sought: SearchRequest | string): Promise<string[]> {
      const request = typeof sought === 'string' ? { query: sought } : sought
      return (await by.api.findMessages(request)).messages.map(({ content }) => content)
    }

    const queries: [string, number[]][] = [
      ['noodles', [7, 0]],
      ['NOODL', [7, 0]],
      ['oodles', []],
      ['"noodl"', []],
      ['"noodles at noon"', [0]],
      ['"at noon"', [7, 0]],
      ['noodles -gone', [0]],
      ['-noodles noon', []],
      ['noon noodles -"at noon?"', []],
      ['cafe', [1]],
      ['lodz strasse', [1]],
      ['bob.smith@mail.example.org', [2]],
      ['smith@mail', [2]],
      ['/etc/nginx', [2]],
      ['nginx/etc', []],
      ['conf.d', [2]],
      ['上海', [3]],
      ['海', [3]],
      ['上', [3]],
      ['う', [3]],
      ['会いま', [3]],
      ['海上', []],
      ['สวัส', [4]],
      ['อากาศ', [4]],
      ['서울', [5]],
      ['서울역', [5]],
      ['a-b_c', [6]],
      ['1,000', [8]],
      ['near or and not', [8]],
      ['\' " * ( & | !', []],
      ['quoted*', [8]],
    ]
    for (const [query, expected] of queries) {
      test(`[MSG-10] ${JSON.stringify(query)} finds ${expected.length} of the texts`, async () => {
        expect(await found(bob, query)).toEqual(expected.map((n) => texts[n] ?? ''))
        expect(await found(eve, query)).toEqual([])
      })
    }

    test('[MSG-10] results are narrowed by sender, room, link and time', async () => {
      const other = await alice.api.createRoom({
        room_type: 'group',
        name: 'Noodle club',
        description: '',
        member_ids: [bob.id],
      })
      const { timestamp } = await alice.api.postMessage(other.id, { content: 'Noodles for everyone' })

      expect(await found(bob, { query: 'noodles', room_id: other.id })).toEqual(['Noodles for everyone'])
      expect(await found(bob, { query: 'noodles', from: 'BOB' })).toEqual([texts[7] ?? ''])
      expect(await found(bob, { query: 'noodles', from: 'nobody' })).toEqual([])
      expect(await found(bob, { has: 'link' })).toEqual([texts[6] ?? ''])
      expect(await found(bob, { query: 'noodles', after: timestamp })).toEqual(['Noodles for everyone'])
      expect(await found(bob, { query: 'noodles', before: timestamp })).toEqual([
        texts[7] ?? '',
        texts[0] ?? '',
      ])
      await expect(found(eve, { query: 'noodles', room_id: other.id })).rejects.toMatchObject({
        code: 'not_a_member',
      })
      await expect(found(eve, { room_id: 'nosuchroom' })).rejects.toMatchObject({ code: 'not_a_member' })
    })

    test('[MSG-10] texts are found by what is in them: a link, code, or the name of somebody', async () => {
      const room = await alice.api.createRoom({
        room_type: 'group',
        name: 'Workshop',
        description: '',
        member_ids: [bob.id],
      })
      const say = (content: string) => alice.api.postMessage(room.id, { content })
      const inline = await say('Run `natter serve` first')
      const block = await say('So:\n```\nnatter serve\n```')
      const named = await say('@bob can you?')
      await say("It's 5 o'clock `, and mail@example.org")

      const has = async (what: 'link' | 'code' | 'mention') => found(bob, { has: what, room_id: room.id })
      expect(await has('code')).toEqual([block.content, inline.content])
      expect(await has('mention')).toEqual([named.content])
      expect(await has('link')).toEqual([])

      await alice.api.editMessage(room.id, named.id, { content: 'See https://example.org' })
      expect(await has('mention')).toEqual([])
      expect(await has('link')).toEqual(['See https://example.org'])
      expect(await found(eve, { has: 'code' })).toEqual([])
    })

    test('[H09] what was edited away, deleted, or said where one is no longer, is not found', async () => {
      const room = await alice.api.createRoom({
        room_type: 'group',
        name: 'Plans',
        description: '',
        member_ids: [bob.id, eve.id],
      })
      const first = await alice.api.postMessage(room.id, { content: 'Breakfast in Xanadu' })
      expect(await found(eve, 'xanadu')).toEqual(['Breakfast in Xanadu'])

      await alice.api.editMessage(room.id, first.id, { content: 'Breakfast in Shangrila' })
      expect(await found(bob, 'xanadu')).toEqual([])
      expect(await found(bob, 'shangrila')).toEqual(['Breakfast in Shangrila'])

      await alice.api.removeMember(room.id, eve.id)
      expect(await found(eve, 'shangrila')).toEqual([])

      await alice.api.deleteMessage(room.id, first.id)
      expect(await found(bob, 'shangrila')).toEqual([])
      expect(await found(alice, 'breakfast')).toEqual([])
    })

    test('[MSG-10] pages follow one another, newest first, without a repeat or a hole', async () => {
      const room = await alice.api.createRoom({
        room_type: 'group',
        name: 'Counting',
        description: '',
        member_ids: [],
      })
      for (let n = 1; n <= 25; n++) await alice.api.postMessage(room.id, { content: `sheep ${n}` })
      const numbers: string[] = []
      let cursor: string | undefined
      do {
        const page = await alice.api.findMessages({ query: 'sheep', limit: 10, ...(cursor && { cursor }) })
        numbers.push(...page.messages.map(({ content }) => content))
        cursor = page.cursor ?? undefined
      } while (cursor !== undefined)
      expect(numbers).toEqual(Array.from({ length: 25 }, (_, n) => `sheep ${25 - n}`))
    })

    test('[H10] [A13] a search for nothing, too much or in a form that is none is refused with words', async () => {
      for (const sought of [
        {},
        { limit: 5 },
        { query: 'a', limit: 0 },
        { query: 'x '.repeat(101) },
        { cursor: '1' },
      ]) {
        await expect(found(alice, sought)).rejects.toMatchObject({ code: 'invalid' })
      }
      await expect(found(alice, { query: 'a', cursor: 'x' })).rejects.toMatchObject({ code: 'invalid' })
      expect(await found(alice, 'a b c d e f g h i j k l m n o p q r s t u v w x y z'.repeat(3))).toEqual([])
    })
  })
}
