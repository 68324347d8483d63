import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

test('[UI-4] the find box narrows the list to rooms, finds people, and leads on to messages, by the keyboard alone', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  await newAccount(server.url, 'bobbie')
  const group = { room_type: 'group', description: '' } as const
  await bob.api.createRoom({ ...group, name: 'Bóbsleigh', member_ids: [alice.id] })
  await bob.api.createRoom({ ...group, name: 'Bob alone', member_ids: [] })
  await using visitor = await visit(server.url)
  await visitor.signIn('alice')
  await visitor.page.getByRole('link', { name: /Bóbsleigh/ }).waitFor()

  await visitor.find.focus()
  await visitor.page.keyboard.type('bob')
  const options = visitor.page.getByRole('option')
  await options.nth(3).waitFor()
  await eventually(async () => {
    const texts = (await options.allInnerTexts()).map((text) => text.split('\n').at(-1))
    expect(texts).toEqual(['Bóbsleigh', 'bob', 'bobbie', 'Search messages for “bob”'])
  })

  await visitor.page.keyboard.press('ArrowDown')
  await visitor.page.keyboard.press('ArrowDown')
  await visitor.page.keyboard.press('Enter')
  await visitor.page.getByRole('heading', { name: 'bobbie' }).waitFor()
  await eventually(async () => expect(await visitor.find.inputValue()).toBe(''))

  await visitor.find.fill('nobody of that name')
  await visitor.page.getByText('Nobody and no room is called “nobody of that name”.').waitFor()
  await visitor.page.keyboard.press('Escape')
  await visitor.page.getByRole('link', { name: /Bóbsleigh/ }).waitFor()
})

test('[UI-1] a new message is read out once, and the timeline never by itself', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const room = await bob.api.createRoom({ room_type: 'direct', member_ids: [alice.id] })
  await bob.api.postMessage(room.id, { content: 'Long ago' })
  await using visitor = await visit(server.url)
  await visitor.signIn('alice')
  await visitor.isTold('Everything sent. Up to date.')
  await bob.api.postMessage(room.id, { content: 'Just now' })
  const news = visitor.page.getByText(/^New message from bob|^bob: /)
  await news.waitFor({ state: 'attached' })
  expect(await news.textContent()).toBe('New message from bob')

  await visitor.openRoom('bob')
  expect(await visitor.log.getAttribute('aria-live')).toBe('off')
  await bob.api.postMessage(room.id, { content: 'Still there?' })
  await visitor.page.getByText('bob: Still there?').waitFor({ state: 'attached' })
  await eventually(async () => expect(await news.count()).toBe(1))
})
