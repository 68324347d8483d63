import { expect, test } from 'bun:test'
import { limits } from '#protocol/limits'
import { countCharacters } from '#protocol/text'
import { openGroups } from '../harness/groups'
import { newPerson, type Person, until } from '../harness/people'
import { startServer } from '../harness/server'
import { scripts } from './scripts'

const peopleCount = 20
const roomCount = 5
const textsEach = 100
const longEvery = 50
const mostWaiting = 20

test('[MSG-1, MSG-4] 10,000 texts in ten scripts are read back byte for byte, in one order, by everyone', async () => {
  await using server = await startServer()
  await using stack = new AsyncDisposableStack()
  const people: Person[] = []
  for (let n = 0; n < peopleCount; n++) people.push(stack.use(await newPerson(server.url, `person-${n}`)))
  const roomIds = await openGroups(people, roomCount)

  const written = new Map(roomIds.map((roomId) => [roomId, new Set<string>()]))
  await Promise.all(people.map((person, n) => writeEverywhere(person, n, written)))
  await Promise.all(people.map(({ client }) => until(client.pending, (pending) => pending.length === 0)))

  let total = 0
  for (const [roomId, texts] of written) {
    const stored = await storedTexts(people[0], roomId)
    expect(new Set(stored)).toEqual(texts)
    expect(stored.length).toBe(texts.size)
    total += stored.length
    for (const { client } of people) expect(await shownTexts(client, roomId, stored.length)).toEqual(stored)
  }
  expect(total).toBe(10_000)
})

test('[MSG-1] a text with NUL is refused, by the library and by the server, and nobody hears of it', async () => {
  await using server = await startServer()
  await using alice = await newPerson(server.url, 'alice')
  await using bob = await newPerson(server.url, 'bob')
  const room = await alice.client.createRoom({ room_type: 'direct', member_ids: [bob.id] })
  const invalid = expect.objectContaining({ code: 'invalid' })

  await expect(alice.client.send(room.id, 'zero\u0000byte')).rejects.toEqual(invalid)
  await expect(alice.client.api.postMessage(room.id, { content: 'zero\u0000byte' })).rejects.toEqual(invalid)

  expect(await storedTexts(alice, room.id)).toEqual([])
  expect(bob.client.rooms.get().rooms).toEqual([])
})

test('the longest of the texts has exactly as many characters as a message may have', () => {
  const text = scripts['as long as allowed']?.(7) ?? ''
  expect(countCharacters(text)).toBe(limits.messageCharacters)
})

/** Writes every script in turn into every room; each text is like no other. */
async function writeEverywhere({ client }: Person, number: number, written: Map<string, Set<string>>) {
  const kinds = Object.values(scripts)
  const usual = kinds.slice(0, -1)
  const long = kinds.at(-1)
  for (let n = 0; n < textsEach; n++) {
    for (const [place, [roomId, texts]] of [...written].entries()) {
      const serial = (number * roomCount + place) * textsEach + n
      const write = n % longEvery === 0 ? long : usual[n % usual.length]
      const text = write?.(serial) ?? ''
      texts.add(text)
      await until(client.pending, (pending) => pending.length < mostWaiting)
      await client.send(roomId, text)
    }
  }
}

/** What the server has, oldest first. */
async function storedTexts(reader: Person | undefined, roomId: string): Promise<string[]> {
  const texts: string[] = []
  let after = 0
  for (;;) {
    const page = await reader?.client.api.history(roomId, { after, limit: limits.historyPage.most })
    if (!page) return texts
    const oldestFirst = page.messages.toReversed()
    texts.push(...oldestFirst.filter((m) => m.message_type === 'text').map((m) => m.content))
    after = oldestFirst.at(-1)?.seq ?? after
    if (!page.has_newer) return texts
  }
}

/** What a client shows once it shows as many as there are. */
async function shownTexts(client: Person['client'], roomId: string, count: number): Promise<string[]> {
  const texts = (log: { messages: readonly { message_type: string; content: string }[] }) =>
    log.messages.filter((message) => message.message_type === 'text')
  const log = await until(client.log(roomId), (state) => texts(state).length >= count)
  return texts(log).map((message) => message.content)
}
