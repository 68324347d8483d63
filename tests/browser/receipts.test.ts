import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { knownPerson, newPerson, until } from '../harness/people'
import { startServer } from '../harness/server'
import { type Visitor, visit } from '../harness/visitor'

test('[MSG-5] a message gets a clock, a tick, two ticks and filled ones, and a third person hears nothing', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await using bob = await visit(server.url)
  await using eve = await visit(server.url)
  const heardByEve: string[] = []
  eve.page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => heardByEve.push(String(payload)))
  })
  await bob.register('bob')
  await eve.register('eve')
  await alice.register('alice')
  await alice.talkTo('bob')
  const roomId = new URL(alice.page.url()).pathname.split('/').at(-1) ?? ''
  await bob.page.goto('about:blank')

  await server.stop()
  await alice.say('Noodles?')
  await mark(alice, 'waiting', 'Waiting to be sent')
  await server.start()
  await alice.wake()
  await mark(alice, 'sent', 'Sent')

  await bob.page.goto(server.url)
  await mark(alice, 'delivered', 'Delivered')
  await bob.openRoom('alice')
  await mark(alice, 'read', 'Read')
  expect(await bob.log.locator('[data-delivery]').count()).toBe(0)

  await alice.page.reload()
  await mark(alice, 'read', 'Read')
  expect(heardByEve.length).toBeGreaterThan(0)
  expect(heardByEve.filter((text) => text.includes(roomId) || text.includes('receipt'))).toEqual([])
})

test('[MSG-5] in a group the details of an own message name who has read it and who has it', async () => {
  await using server = await startServer()
  await using alice = await visit(server.url)
  await alice.register('alice')
  await using bob = await newPerson(server.url, 'bob')
  const away = await newPerson(server.url, 'carol')
  const { rooms } = bob.client
  const [found] = await bob.client.findPeople('alice')
  const member_ids = [found?.id ?? '', away.id]
  await away.client.stop()
  const room = await bob.client.createRoom({
    room_type: 'group',
    name: 'Choir',
    description: '',
    member_ids,
  })
  await alice.openRoom('Choir')
  await alice.say('Which key?')
  await mark(alice, 'sent', 'Sent')
  await until(rooms, (list) => list.rooms.some(({ last_seq }) => last_seq === 2))
  bob.client.markRead(room.id, 2)

  await alice.log.getByRole('article').hover()
  await alice.log.getByRole('button', { name: 'Message options' }).click()
  await alice.page.getByRole('menuitem', { name: 'Who has this message' }).click()
  const dialog = alice.page.getByRole('dialog', { name: 'Who has this message' })
  const readers = dialog.getByRole('list', { name: 'Read by' })
  await readers.filter({ hasText: /bobRead \d\d:\d\dDelivered \d\d:\d\d/ }).waitFor()
  await dialog.getByRole('list', { name: 'Not yet delivered to' }).filter({ hasText: 'carol' }).waitFor()

  await using carol = await knownPerson(server.url, 'carol')
  await dialog.getByRole('list', { name: 'Delivered to', exact: true }).filter({ hasText: 'carol' }).waitFor()
  carol.client.markRead(room.id, 2)
  await dialog.getByRole('list', { name: 'Read by' }).filter({ hasText: 'carol' }).waitFor()
  await eventually(async () => expect(await dialog.getByRole('list').count()).toBe(1))

  await alice.page.keyboard.press('Escape')
  await mark(alice, 'read', 'Read')
})

/** Waits until the only message in sight shows how far it has come, and says it in words. */
async function mark({ log }: Visitor, state: string, words: string): Promise<void> {
  await log
    .getByRole('article')
    .locator(`[data-delivery="${state}"]`)
    .getByText(words, { exact: true })
    .waitFor()
}
