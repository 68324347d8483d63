import { expect, test } from 'bun:test'
import { noteRow, rounds as roundsOf } from '../faults/rows'
import { type Account, newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { startServer } from '../harness/server'
import { type Visitor, visit } from '../harness/visitor'
import { fillDisk, stallDisk } from './disks'
import { lossyWire } from './lossy-wire'

const rounds = roundsOf(3, 100)

/** alice in a browser, in her direct room with bob, over a wire that can lose what she sends. */
async function aliceOnABadWire(onTab: (alice: Visitor) => Promise<unknown> = async () => {}) {
  const server = await startServer()
  const reader = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const room = await bob.api.createRoom({ room_type: 'direct', member_ids: [reader.id] })
  const alice = await visit(server.url)
  await alice.signIn('alice')
  const wire = await lossyWire(alice.page)
  await onTab(alice)
  await alice.page.reload()
  await alice.talkTo('bob')
  await alice.isTold('Everything sent. Up to date.')
  return {
    ...{ server, bob, room, alice, wire, address: alice.page.url() },
    async [Symbol.asyncDispose]() {
      await alice[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** The texts of a room as the server has them, oldest first. */
async function stored({ api }: Account, roomId: string): Promise<string[]> {
  const { messages } = await api.history(roomId, { limit: 100 })
  return messages.map(({ content }) => content).toReversed()
}

/** Ends a tab as a crash does: nothing in it runs any more. */
async function crash({ page }: Visitor): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const devtools = await page.context().newCDPSession(page)
  // The answer to this never comes.
  devtools.send('Page.crash').catch(() => {})
  await crashed
  await page.close()
}

test(
  '[F37] what was written before the tab was killed goes out once when the page is opened again',
  async () => {
    await using desk = await aliceOnABadWire()
    const { alice, bob, room, address } = desk
    let { wire } = desk
    let tab: Visitor = alice
    const written: string[] = []
    let resent = 0

    for (let round = 0; round < rounds; round++) {
      wire.lose(round % 2 === 0 ? 'answers' : 'sends')
      const before = wire.sent.length
      const texts = ['one', 'two', 'three'].map((name) => `${name} of ${round}.`)
      for (const text of texts) await tab.say(text)
      written.push(...texts)
      await wire.wrote(before + 1)
      await tab.log.getByText(`three of ${round}.`, { exact: true }).waitFor()
      await untilKept(tab, 3)
      const next = await tab.newTab('about:blank')
      await crash(tab)

      wire = await lossyWire(next.page)
      await next.page.goto(address)
      // The first was stored where only the answer was lost: whoever finds it in the log need not send it again.
      const missing = round % 2 === 0 ? texts.slice(1) : texts
      await wire.wrote(missing.length)
      await next.isSent(`three of ${round}.`)
      await next.isTold('Everything sent. Up to date.')
      // What is not answered for long is sent again.
      const sent = [...new Set(wire.sent)]
      expect(sent.slice(-missing.length)).toEqual(missing)
      expect(texts.slice(-sent.length)).toEqual(sent)
      tab = next
      const last = (await stored(bob, room.id)).slice(-texts.length)
      if (last.join() === texts.join()) resent++
    }
    const found = await stored(bob, room.id)
    expect(found).toEqual(written.slice(-found.length))
    expect(resent).toBe(rounds)
    noteRow('F37 killed', rounds, `${resent} of ${rounds} sent again once`, resent === rounds)
  },
  60_000 + rounds * 30_000,
)

test('[F37] [UI-2] what was sent in the moment before the tab was killed, or left, goes out once when the page is opened again', async () => {
  await using desk = await aliceOnABadWire()
  const { alice, bob, room, address } = desk
  await alice.page.evaluate(stallDisk)
  await alice.say('one')
  await alice.say('two')
  await alice.log.getByText('two', { exact: true }).waitFor()
  const next = await alice.newTab('about:blank')
  await crash(alice)
  await next.page.goto(address)
  await next.isSent('two')
  expect(await stored(bob, room.id)).toEqual(['one', 'two'])

  await next.page.evaluate(stallDisk)
  await next.say('three')
  await next.page.goto('about:blank')
  expect(await stored(bob, room.id)).toEqual(['one', 'two'])
  await next.page.goto(address)
  await next.isSent('three')
  expect(await stored(bob, room.id)).toEqual(['one', 'two', 'three'])
  expect(
    await next.page.evaluate(() => Object.keys(localStorage).filter((key) => /unkept/.test(key))),
  ).toEqual([])
})

/** Waits until so many texts stand in the database of the page. */
async function untilKept({ page }: Visitor, count: number): Promise<void> {
  while ((await page.evaluate(countKept)) !== count) await Bun.sleep(20)
}

/** Runs in the page. Resolves to null while there is no database. */
function countKept(): Promise<number | null> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('natter')
    // It must not be made here.
    opening.onupgradeneeded = () => opening.transaction?.abort()
    opening.onerror = () => resolve(null)
    opening.onsuccess = () => {
      const database = opening.result
      const counting = database.transaction('outbox').objectStore('outbox').count()
      counting.onsuccess = () => {
        database.close()
        resolve(counting.result)
      }
    }
  })
}

test('[F37] what waits in a page whose data somebody deletes is kept again, and goes out once', async () => {
  await using desk = await aliceOnABadWire()
  const { alice, bob, room, wire, address } = desk
  wire.lose('sends')
  await alice.say('one')
  await alice.say('two')
  await untilKept(alice, 2)

  const devtools = await alice.page.context().newCDPSession(alice.page)
  const origin = new URL(address).origin
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  await untilKept(alice, 2)
  await eventually(async () => expect(await alice.log.getByText('Waiting to be sent').count()).toBe(2))
  wire.lose('nothing')
  await alice.page.reload()

  await alice.isSent('two')
  await alice.isTold('Everything sent. Up to date.')
  expect(await stored(bob, room.id)).toEqual(['one', 'two'])
  await eventually(async () => expect(await alice.log.getByRole('article').count()).toBe(2))
})

test('[F37] a text the device has no space to keep is shown as such, asks before the page is left, and goes out all the same', async () => {
  await using desk = await aliceOnABadWire(({ page }) => page.addInitScript(fillDisk))
  const { alice, bob, room, wire } = desk
  wire.lose('sends')
  await alice.say('one')
  await alice.say('two')
  const notes = alice.page.getByText('Not kept on this device. Leave this page open until it is sent.')
  await notes.nth(1).waitFor()
  expect(await alice.field.inputValue()).toBe('')
  const asked = alice.page.waitForEvent('dialog')
  await alice.page.evaluate(() => void setTimeout(() => location.reload()))
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()

  wire.lose('nothing')
  await desk.server.stop()
  await desk.server.start()
  await alice.wake()
  await alice.isSent('two')
  await alice.isTold('Everything sent. Up to date.')
  expect(await notes.count()).toBe(0)
  expect(await stored(bob, room.id)).toEqual(['one', 'two'])
})
