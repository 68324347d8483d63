import { expect, test } from 'bun:test'
import type { OutboxStorage } from '#client/ports'
import { memoryOutbox } from '#client/storage/memory'
import type { ClientFrame } from '#protocol/frames'
import { startChat } from './chat'
import { type FaultySocket, faultySocket } from './faulty-socket'
import { allSent, directRoom, newDevice, newGroup, type Person, shows, texts, upToDate } from './person'
import { until, waitFor } from './until'

/** Two tabs of alice, who share what is kept, and bob with their direct room open. The first tab leads. */
async function twoTabs(outbox: OutboxStorage = memoryOutbox()) {
  const chat = await startChat(['alice', 'bob', 'eve'])
  const { alice, bob, eve } = chat.people
  const room = await directRoom(alice, bob)
  const [first, second] = [await tabOf(outbox), await tabOf(outbox)] as const

  async function tabOf(storage: OutboxStorage) {
    const network = faultySocket()
    return newDevice(chat.server, 'alice', { outbox: storage, network, openSocket: network.openSocket })
  }
  return {
    ...{ chat, alice, bob, eve, room, outbox, first, second },
    async [Symbol.asyncDispose]() {
      await Promise.all([first.client.stop(), second.client.stop()])
      await chat[Symbol.asyncDispose]()
    },
  }
}

const loseSends = {
  outgoing: (frame: ClientFrame) => (frame.type === 'send' ? [] : [frame]),
}

function sendsOf(...tabs: { network: FaultySocket }[]): string[] {
  const frames = tabs.flatMap(({ network }) => network.written)
  return frames.flatMap((frame) => (frame.type === 'send' ? [frame.data.content] : []))
}

function waiting({ client }: Person): string[] {
  return client.pending.get().map(({ content }) => content)
}

test('[D8] what is written in one tab waits in the other as well, and one of them sends it', async () => {
  await using tabs = await twoTabs()
  const { bob, eve, room, first, second } = tabs
  first.network.faults = loseSends
  await second.client.send(room.id, 'from the second')
  await until(first.client.pending, () => waiting(first).length === 1, 'the first tab shows it')
  await first.client.send(room.id, 'from the first')
  await until(second.client.pending, () => waiting(second).length === 2, 'the second tab shows both')
  expect(waiting(first)).toEqual(['from the second', 'from the first'])
  expect(waiting(second)).toEqual(['from the second', 'from the first'])

  first.network.faults = {}
  first.network.cut()
  await Promise.all([allSent(first), allSent(second), shows(bob, room.id, 'from the first')])
  expect(texts(bob, room.id)).toEqual(['from the second', 'from the first'])
  expect(eve.client.rooms.get().rooms).toEqual([])
})

test('[D8] while the first tab sends, the second sends nothing, and nothing goes out twice', async () => {
  await using tabs = await twoTabs()
  const { bob, room, outbox, alice, first, second } = tabs
  const written = Array.from({ length: 20 }, (_, at) => `line ${at}`)
  for (const [at, text] of written.entries()) await (at % 2 === 0 ? first : second).client.send(room.id, text)

  await Promise.all([allSent(first), allSent(second), shows(bob, room.id, 'line 19')])
  expect(texts(bob, room.id)).toEqual(written)
  expect(sendsOf(second)).toEqual([])
  expect(sendsOf(first)).toEqual(written)
  await waitFor(async () => (await outbox.load(alice.me.id)).entries.length === 0)
})

test('[D8] a tab that loses its connection leaves the sending to one that has one', async () => {
  await using tabs = await twoTabs()
  const { bob, room, first, second } = tabs
  first.network.faults = loseSends
  await first.client.send(room.id, 'one')
  await first.client.send(room.id, 'two')
  await first.client.stop()

  await shows(bob, room.id, 'two')
  await first.client.start()
  await upToDate(first.client)
  await Promise.all([allSent(first), allSent(second)])
  expect(sendsOf(second)).toEqual(['one', 'two'])
  expect(texts(bob, room.id)).toEqual(['one', 'two'])
})

test('[D8] a line is pending or in the log in either tab at every moment, never both and never neither', async () => {
  await using tabs = await twoTabs()
  const { room, first, second } = tabs
  const flaws: string[] = []
  for (const tab of [first, second]) {
    await tab.client.openLog(room.id)
    let seen = new Set<string>()
    const look = () => {
      const log = tab.client.log(room.id).get().messages
      const held = log.map(({ client_id }) => client_id)
      const pending = tab.client.pending.get().map(({ client_id }) => client_id)
      const lines = new Set([...held, ...pending])
      if (lines.size < held.length + pending.length) flaws.push('a line was shown twice')
      if (!lines.isSupersetOf(seen)) flaws.push('a line vanished')
      seen = lines
    }
    tab.client.log(room.id).subscribe(look)
    tab.client.pending.subscribe(look)
  }

  for (let at = 0; at < 30; at++) {
    await Promise.all([first.client.send(room.id, `a${at}`), second.client.send(room.id, `b${at}`)])
    if (at % 10 === 9) first.network.cut()
  }
  first.client.wake()
  await Promise.all([allSent(first), allSent(second)])
  await Promise.all([upToDate(first.client), upToDate(second.client)])
  await until(first.client.log(room.id), () => texts(first, room.id).length === 60, 'all is there')
  await until(second.client.log(room.id), () => texts(second, room.id).length === 60, 'all is there')
  expect(flaws).toEqual([])
  expect(texts(first, room.id)).toEqual(texts(second, room.id))
})

test('[D9] what was refused can be discarded or tried again in any tab', async () => {
  await using tabs = await twoTabs()
  const { alice, bob, first, second, outbox } = tabs
  const elsewhere = await newGroup(bob, 'Elsewhere')
  const discarded = await first.client.send(elsewhere, 'Let me in!')
  const retried = await first.client.send(elsewhere, 'Please!')
  const bothFailed = (tab: Person) =>
    until(
      tab.client.pending,
      (pending) => pending.length === 2 && pending.every(({ status }) => status === 'failed'),
    )
  await Promise.all([bothFailed(first), bothFailed(second)])

  await second.client.discard(discarded)
  await until(
    first.client.pending,
    () => waiting(first).join() === 'Please!',
    'it is gone from the first tab',
  )
  await bob.client.api.addMember(elsewhere, alice.me.id)
  await second.client.retry(retried)
  await Promise.all([allSent(first), allSent(second)])
  await bob.client.openLog(elsewhere)
  expect(texts(bob, elsewhere)).toEqual(['Please!'])
  expect(sendsOf(second)).toEqual([])
  await waitFor(async () => (await outbox.load(alice.me.id)).entries.length === 0)
})

test('[D9] what one tab discards while another tries it again stays discarded', async () => {
  await using tabs = await twoTabs()
  const { alice, bob, first, second, outbox } = tabs
  const elsewhere = await newGroup(bob, 'Elsewhere')
  const id = await first.client.send(elsewhere, 'Let me in!')
  const isFailed = (tab: Person) => until(tab.client.pending, ([line]) => line?.status === 'failed')
  await Promise.all([isFailed(first), isFailed(second)])
  const before = sendsOf(first, second).length

  await Promise.all([second.client.discard(id), first.client.retry(id)])
  await until(first.client.pending, (pending) => pending.length === 0, 'it is gone')
  expect(second.client.pending.get()).toEqual([])
  expect((await outbox.load(alice.me.id)).entries).toEqual([])
  expect(sendsOf(first, second)).toHaveLength(before)
})
