import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { knownPerson, newPerson, type Person, until } from '../harness/people'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { type Visitor, visit } from '../harness/visitor'

/** Alice in front of a browser, bob and carol behind programs, and a group of all three that alice has not opened. */
async function kitchen() {
  const server = await startServer()
  const alice = await visit(server.url)
  await alice.register('alice')
  const bob = await newPerson(server.url, 'bob')
  const carol = await newPerson(server.url, 'carol')
  const [found] = await bob.client.findPeople('alice')
  const member_ids = [found?.id ?? '', carol.id]
  const room = { room_type: 'group' as const, name: 'Kitchen', description: '', member_ids }
  const { id } = await bob.client.createRoom(room)
  await alice.page.getByRole('link', { name: /Kitchen/ }).waitFor()
  return {
    ...{ server, alice, bob, carol, id },
    async [Symbol.asyncDispose]() {
      for (const one of [alice, bob, carol]) await one[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

async function write({ client }: Person, roomId: string, ...texts: string[]) {
  for (const content of texts) await client.api.postMessage(roomId, { content })
}

const row = ({ page }: Visitor, name: RegExp) => page.getByRole('link', { name })

async function isRead({ client }: Person, roomId: string, name: string, seq: number) {
  await client.openLog(roomId)
  const isThere = (read: number | null) => (read ?? 0) >= seq
  await until(client.receipts(roomId), (all) =>
    all.some(({ username, read_seq }) => username === name && isThere(read_seq)),
  )
}

test('[PRE-3] [D27] a room shows how often one is mentioned, and the text shows where', async () => {
  await using chat = await kitchen()
  const { alice, bob, carol, id } = chat
  await write(bob, id, 'Noodles?', '@Alice and @carol: noodles?', 'mail alice@carol.example', 'Dinner, @all')

  await row(alice, /Kitchen.*@2 mentions of you, 4 unread/).waitFor()
  await alice.openRoom('Kitchen')
  await alice.log
    .getByRole('article', { name: /^bob, .*, mentions you: / })
    .first()
    .waitFor()

  await eventually(async () =>
    expect(await alice.log.getByRole('article', { name: /mentions you/ }).count()).toBe(2),
  )
  await eventually(async () =>
    expect(await alice.log.locator('mark').allTextContents()).toEqual(['@Alice', '@all']),
  )
  await write(carol, id, 'Coming')
  await alice.sees('Coming')
  await eventually(async () => expect(await row(alice, /Kitchen.*(mention|unread)/).count()).toBe(0))
})

test('[PRE-3] [D26] what is marked as unread stays so while the room is open, and is read on coming back', async () => {
  await using chat = await kitchen()
  const { alice, bob, server, id } = chat
  await write(bob, id, 'one', 'two', 'three')
  await alice.openRoom('Kitchen')
  await isRead(bob, id, 'alice', 4)
  const phone = await knownPerson(server.url, 'alice')
  const unread = (count: number) =>
    until(phone.client.rooms, ({ rooms }) =>
      rooms.some((room) => room.id === id && room.unread_count === count),
    )

  const two = alice.log.getByRole('article').filter({ hasText: 'two' })
  await two.hover()
  await two.getByRole('button', { name: 'Options for what bob said' }).click()
  await alice.page.getByRole('menuitem', { name: 'Mark unread from here' }).click()

  await row(alice, /Kitchen.*2 unread/).waitFor()
  await unread(2)
  await alice.log.getByRole('heading', { name: '2 new' }).waitFor()
  await write(bob, id, 'four')
  await alice.sees('four')
  await row(alice, /Kitchen.*3 unread/).waitFor()
  await unread(3)
  const seen = bob.client
    .receipts(id)
    .get()
    .find(({ username }) => username === 'alice')
  expect(seen?.read_seq).toBe(4)

  await alice.page.reload()
  await alice.sees('four')
  await unread(0)
  await alice.log.getByRole('heading', { name: '3 new' }).waitFor()
  await isRead(bob, id, 'alice', 5)
  await phone[Symbol.asyncDispose]()
})

test('[PRE-3] [D26] what another device marks as unread is not read at once by the one that shows the room', async () => {
  await using chat = await kitchen()
  const { alice, bob, server, id } = chat
  await write(bob, id, 'one', 'two')
  await alice.openRoom('Kitchen')
  await isRead(bob, id, 'alice', 3)
  await using phone = await knownPerson(server.url, 'alice')

  await phone.client.markUnread(id, 2)

  await row(alice, /Kitchen.*2 unread/).waitFor()
  await write(bob, id, 'three')
  await row(alice, /Kitchen.*3 unread/).waitFor()
  await openSettings(alice.page)
  await alice.page.getByRole('dialog').waitFor()
  await alice.page.keyboard.press('Escape')
  await row(alice, /Kitchen.*3 unread/).waitFor()
})

test('[PRE-3] what was read less than a second before the page is closed is read', async () => {
  await using chat = await kitchen()
  const { alice, bob, id } = chat
  await write(bob, id, 'one')
  await alice.openRoom('Kitchen')
  await isRead(bob, id, 'alice', 2)
  await write(bob, id, 'two')
  await alice.sees('two')
  await write(bob, id, 'three')
  await alice.sees('three')
  // What was never drawn was not in anybody's sight.
  await alice.page.evaluate(async () => {
    for (let frames = 0; frames < 3; frames++) await new Promise((drawn) => requestAnimationFrame(drawn))
  })
  await alice.page.goto('about:blank')
  await isRead(bob, id, 'alice', 4)
})
