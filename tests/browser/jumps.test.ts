import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { inSight, longRoom, movedPx } from './long-room'
import { drawnFrom, isAtEnd } from './long-talk'

test('[UI-3] a link to a message opens its room around it, in the middle and pointed out', async () => {
  await using talk = await longRoom(1000)
  const { alice, addressOf } = talk
  await alice.page.goto(addressOf(500))
  const line = alice.log.getByRole('article', { name: /: Line 500$/ })
  await line.waitFor()

  await line.and(alice.page.locator('[class*=point-out]')).waitFor()
  await eventually(async () => {
    const gaps = await line.evaluate((article) => {
      const box = article.closest('[role=log]')?.getBoundingClientRect()
      const edges = article.getBoundingClientRect()
      return { above: edges.top - (box?.top ?? 0), below: (box?.bottom ?? 0) - edges.bottom }
    })
    expect(Math.abs(gaps.above - gaps.below)).toBeLessThanOrEqual(2)
  })
  await isFocused(line)
  expect(await alice.log.getByText('Line 1000', { exact: true }).count()).toBe(0)
})

test('[UI-3] from the middle of a room older and newer pages load, what is new counts, and one step leads back', async () => {
  await using talk = await longRoom(1000)
  const { alice, bob, room, addressOf } = talk
  await alice.page.goto(addressOf(500))
  await alice.sees('Line 500')
  await alice.log.evaluate((box) => box.scrollBy(0, 1200))
  await alice.log.getByText('Line 570', { exact: true }).waitFor({ state: 'attached' })
  const before = await inSight(alice.page)
  await bob.api.postMessage(room.id, { content: 'Are you there?' })
  await alice.page.getByRole('button', { name: 'Jump to newest, 1 new' }).waitFor()
  expect(await movedPx(alice.page, before)).toBeLessThanOrEqual(1)
  expect(await alice.log.getByText('Are you there?').count()).toBe(0)

  await alice.page.getByRole('button', { name: /Jump to newest/ }).click()
  await alice.sees('Are you there?')
  await alice.page.getByRole('button', { name: /Jump to newest/ }).waitFor({ state: 'detached' })
  await eventually(async () => expect(await isAtEnd(alice.log)).toBe(true))
  await bob.api.postMessage(room.id, { content: 'Good.' })
  await alice.sees('Good.')
  await eventually(async () => expect(await isAtEnd(alice.log)).toBe(true))
})

test('[UI-3] one’s own words lead from the middle of a room to its end', async () => {
  await using talk = await longRoom(600)
  const { alice, addressOf } = talk
  await alice.page.goto(addressOf(100))
  await alice.sees('Line 100')
  await alice.say('I am here')
  await alice.sees('I am here')
  await alice.sees('Line 600')
  await eventually(async () => expect(await isAtEnd(alice.log)).toBe(true))
})

test('[UI-3] a link to no message, or into a room of others, says so', async () => {
  await using talk = await longRoom(60)
  const { alice, room, server, bob } = talk
  for (const end of ['999999', '0']) {
    await alice.page.goto(`${server.url}/room/${room.id}/${end}`)
    await alice.page.getByRole('alert').getByText('There is no message at this link.').waitFor()
    await alice.sees('Line 60')
    await alice.page.getByRole('button', { name: 'Close this note' }).click()
    await alice.page.getByText('no message at this link').waitFor({ state: 'detached' })
  }
  const secret = { room_type: 'group' as const, name: 'Secret', description: '', member_ids: [] }
  const { id } = await bob.api.createRoom(secret)
  await alice.page.goto(`${server.url}/room/${id}/1`)
  await alice.page.getByRole('heading', { name: "This room isn't open to you" }).waitFor()
  expect(await alice.page.getByText('Secret').count()).toBe(0)
})

test('[UI-3] each room is found where one had stopped scrolling, also after a reload', async () => {
  await using talk = await longRoom(400)
  const { alice, bob, reader } = talk
  const member_ids = [reader.id]
  await bob.api.createRoom({ room_type: 'group', name: 'Kitchen', description: '', member_ids })
  await alice.page.getByRole('link', { name: /^bob/ }).click()
  await alice.sees('Line 400')
  await drawnFrom(alice.log, 'Line 351')
  await alice.log.evaluate((box) => box.scrollBy(0, -1500))
  const before = await inSight(alice.page)

  await alice.openRoom('Kitchen')
  await alice.page.getByRole('link', { name: /^bob/ }).click()
  const [first = 0] = before.keys()
  await alice.sees(`Line ${first}`)
  await eventually(async () => expect(await movedPx(alice.page, before)).toBeLessThanOrEqual(1))

  await alice.page.reload()
  await alice.sees(`Line ${first}`)
  await eventually(async () => expect(await movedPx(alice.page, before)).toBeLessThanOrEqual(1))
})

test('[UI-3] a room with much unread is opened where it begins, and reading it through reads it', async () => {
  await using talk = await longRoom(400, 150)
  const { alice, reader, room, addressOf } = talk
  await alice.openRoom('bob')
  await alice.log.getByRole('heading', { name: '150 new' }).waitFor()
  await alice.sees('Line 251')
  expect((await reader.api.room(room.id)).unread_count).toBe(150)

  await alice.page.goto(addressOf(390))
  await alice.sees('Line 390')
  await alice.page.getByRole('button', { name: '150 new messages, jump to unread' }).click()
  await alice.log.getByRole('heading', { name: '150 new' }).waitFor()
  await alice.sees('Line 251')
  await alice.page.getByRole('button', { name: /jump to unread/ }).waitFor({ state: 'detached' })
  await isFocused(alice.log.getByRole('article').filter({ hasText: 'Line 251' }))

  await alice.page.getByRole('button', { name: /Jump to newest, 150 new/ }).click()
  await alice.sees('Line 400')
  await alice.page.getByRole('link', { name: /unread/ }).waitFor({ state: 'detached' })
})
