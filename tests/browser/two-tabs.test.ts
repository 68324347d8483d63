import { expect, test } from 'bun:test'
import { noteRow, rounds as roundsOf } from '../faults/rows'
import { newAccount } from '../harness/account'
import { startServer } from '../harness/server'
import { type Visitor, visit } from '../harness/visitor'
import { lossyWire, type Wire } from './lossy-wire'

const rounds = roundsOf(2, 100)

interface Tab {
  visitor: Visitor
  wire: Wire
}

/** alice with two tabs of one browser, both in her direct room with bob. */
async function twoTabs() {
  const server = await startServer()
  const reader = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const room = await bob.api.createRoom({ room_type: 'direct', member_ids: [reader.id] })
  await bob.api.postMessage(room.id, { content: 'Hello' })
  const alice = await visit(server.url)
  await alice.signIn('alice')
  await alice.openRoom('bob')
  const address = alice.page.url()
  const open = async (): Promise<Tab> => {
    const visitor = await alice.newTab('about:blank')
    const wire = await lossyWire(visitor.page)
    await visitor.page.goto(address)
    await visitor.isTold('Everything sent. Up to date.')
    return { visitor, wire }
  }
  const tabs = [await open(), await open()] as const
  await alice.page.close()
  return {
    ...{ server, bob, room, open, tabs },
    /** What alice wrote and the server has, oldest first. */
    async stored() {
      const { messages } = await bob.api.history(room.id, { limit: 100 })
      const own = messages.filter(({ sender_id }) => sender_id === reader.id)
      return own.map(({ content }) => content).toReversed()
    },
    async [Symbol.asyncDispose]() {
      await alice[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

test(
  '[F37] two tabs send nothing twice and in the order it was written, also when the one that sends is closed',
  async () => {
    await using desk = await twoTabs()
    let [one, other]: readonly [Tab, Tab] = desk.tabs
    const written: string[] = []
    let doubles = 0

    for (let round = 0; round < rounds; round++) {
      for (const { wire } of [one, other]) wire.lose('answers')
      const texts = [1, 2, 3, 4].map((at) => `${at} of ${round}.`)
      for (const [at, text] of texts.entries()) {
        const { visitor } = at % 2 === 0 ? other : one
        await visitor.say(text)
        await one.visitor.sees(text)
        await other.visitor.sees(text)
      }
      written.push(...texts)
      await Promise.race([one.wire.wrote(1), other.wire.wrote(1)])
      const [sender, rest] = one.wire.sent.length > 0 ? [one, other] : [other, one]
      expect(rest.wire.sent).toEqual([])
      rest.wire.lose('nothing')
      await sender.visitor.page.close()

      for (const text of texts) await rest.visitor.isSent(text)
      // Either tab may find out without an answer what was stored, and goes on from there; what is not answered for long is
      // sent again.
      const [before, after] = [[...new Set(sender.wire.sent)], [...new Set(rest.wire.sent)]]
      expect(before).toEqual(texts.slice(0, before.length))
      expect(after).toEqual(texts.slice(texts.length - after.length))
      expect(before.length + after.length).toBeOneOf([texts.length, texts.length + 1])
      const found = await desk.stored()
      doubles += found.length - new Set(found).size
      expect(found).toEqual(written.slice(-Math.max(found.length, Math.min(written.length, 90))))
      ;[one, other] = [await desk.open(), rest]
      await rest.visitor.page.reload()
      await rest.visitor.isTold('Everything sent. Up to date.')
      rest.wire.sent.length = 0
    }
    noteRow('F37 two tabs', rounds, `${doubles} doubled of ${written.length}`, doubles === 0)
  },
  600_000 + rounds * 15_000,
)

test('[D8] a tab without Web Locks sends what is pending, and nothing is stored twice', async () => {
  await using desk = await twoTabs()
  const [one, other] = desk.tabs
  for (const { visitor } of [one, other]) {
    await visitor.page.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }))
    await visitor.page.reload()
    await visitor.isTold('Everything sent. Up to date.')
  }
  for (const [at, { visitor }] of [one, other, one, other].entries()) {
    await visitor.say(`line ${at}`)
    await one.visitor.sees(`line ${at}`)
    await other.visitor.sees(`line ${at}`)
  }
  for (const { visitor } of [one, other])
    await visitor.log.getByText('Waiting to be sent').first().waitFor({ state: 'detached' })
  expect(await desk.stored()).toEqual(['line 0', 'line 1', 'line 2', 'line 3'])
})

test('[D9] what one tab discards is gone from the other', async () => {
  await using server = await startServer()
  const bob = await newAccount(server.url, 'bob')
  const member = await newAccount(server.url, 'alice')
  const group = await bob.api.createRoom({
    ...{ room_type: 'group', name: 'Choir', description: '' },
    member_ids: [member.id],
  })
  await using alice = await visit(server.url)
  await alice.signIn('alice')
  await alice.openRoom('Choir')
  const second = await alice.newTab(alice.page.url())
  await second.isTold('Everything sent. Up to date.')
  await server.stop()
  await alice.say('I bring the scores')
  await second.isTold('Offline. 1 message waits here.')
  await server.start()
  await bob.api.removeMember(group.id, member.id)
  await second.wake()
  await alice.wake()

  for (const tab of [alice, second]) await tab.isTold('1 message not sent.')
  await second.page.getByRole('button', { name: 'Discard' }).click()
  for (const tab of [alice, second]) await tab.isTold('Everything sent. Up to date.')
})
