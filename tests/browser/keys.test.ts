import { expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { knownPerson, type Person } from '../harness/people'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'
import { checks, regionOf } from './key-checks'

test('[UI-1] every key of the list does what the list says', async () => {
  await using server = await startServer()
  const { alice, choirId, oldId } = await threeRooms(server.url)
  await using bob = await knownPerson(server.url, 'bob')
  answerAtOnce(bob)
  await using visitor = await visit(server.url, 'desktop', { hasDevices: true })
  const { page } = visitor
  await visitor.signIn('alice')
  await visitor.isTold('Everything sent. Up to date.')

  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: 'Keys' })
  await list.waitFor()
  const rows = await list.locator('dt').evaluateAll((names) =>
    names.map((name) => ({
      says: name.textContent ?? '',
      combos: Array.from(name.nextElementSibling?.children ?? [], (combo) =>
        Array.from(combo.children, (key) => key.textContent ?? ''),
      ),
    })),
  )
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })

  expect(rows.map(({ says }) => says).toSorted()).toEqual(Object.keys(checks).toSorted())
  for (const { says, combos } of rows) {
    for (const combo of combos) {
      await page.goto(`${server.url}/room/${choirId}`)
      await visitor.sees('Which key?')
      await alice.api.markUnread(oldId, 2)
      await page.getByRole('link', { name: /Old things.*1 unread/ }).waitFor()
      await checks[says]?.(visitor, () => page.keyboard.press(combo.map(keyOf).join('+')))
    }
  }
})

test('[UI-1] the switcher and the search take what is typed right after their keys, also the first time and without network', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'alice')
  await newAccount(server.url, 'bob')
  await using visitor = await visit(server.url)
  const { page } = visitor
  await visitor.signIn('alice')
  await visitor.talkTo('bob')
  await areFetched(page, ['switcher', 'search-page'])
  await page.context().setOffline(true)
  for (const [key, name] of [
    ['Control+k', 'Room, person or message'],
    ['Control+Shift+F', 'Search messages'],
  ] as const) {
    await visitor.field.focus()
    await page.keyboard.press(key)
    await page.keyboard.type('noodles')
    const taken = page.getByRole('combobox', { name })
    await eventually(async () => expect(await taken.inputValue()).toBe('noodles'))
    await page.keyboard.press('Escape')
    await eventually(async () => expect(await visitor.field.inputValue()).toBe(''))
  }
})

test('[UI-1] F6 passes over what takes no focus, as a room without messages', async () => {
  await using server = await startServer()
  await newAccount(server.url, 'alice')
  await newAccount(server.url, 'bob')
  await using visitor = await visit(server.url)
  await visitor.signIn('alice')
  await visitor.talkTo('bob')
  await visitor.field.focus()
  const { keyboard } = visitor.page
  for (const [key, regions] of Object.entries({
    F6: ['rooms', 'header', 'composer'],
    'Shift+F6': ['header', 'rooms', 'composer'],
  })) {
    for (const region of regions) {
      await keyboard.press(key)
      await eventually(async () => expect(await regionOf(visitor)).toBe(region))
    }
  }
})

/** Resolves once the page has fetched these scripts, and whatever they need. */
async function areFetched(page: Page, names: readonly string[]): Promise<void> {
  await page.waitForFunction((wanted) => {
    const asked = [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')]
    const fetched = new Set(performance.getEntriesByType('resource').map(({ name }) => name))
    const isAsked = (one: string) => asked.some(({ href }) => href.includes(`/${one}-`))
    return wanted.every(isAsked) && asked.every(({ href }) => fetched.has(href))
  }, names)
}

/** Takes every call, without a word. */
function answerAtOnce({ client: { calls } }: Person): void {
  calls.current.subscribe(() => {
    const current = calls.current.get()
    if (current?.call.phase === 'ringing' && !current.isHere) void calls.accept(current.call.id)
  })
}

const named: Record<string, string> = {
  Ctrl: 'Control',
  Esc: 'Escape',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '☰': 'ContextMenu',
}

function keyOf(name: string): string {
  return named[name] ?? name
}

/** Sunday lunch, Choir and Old things, in this order; something of bob's is unread in the last. */
async function threeRooms(url: string) {
  const alice = await newAccount(url, 'alice')
  const bob = await newAccount(url, 'bob')
  const create = (name: string) =>
    bob.api.createRoom({ room_type: 'group', description: '', name, member_ids: [alice.id] })
  const old = await create('Old things')
  await bob.api.postMessage(old.id, { content: 'Still there?' })
  const choir = await create('Choir')
  await bob.api.postMessage(choir.id, { content: 'Which key?' })
  await bob.api.postMessage(choir.id, { content: 'And how high?' })
  const lunch = await create('Sunday lunch')
  await alice.api.postMessage(choir.id, { content: 'Mine' })
  await alice.api.postMessage(lunch.id, { content: 'Noodles?' })
  return { alice, choirId: choir.id, oldId: old.id }
}
