import { expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { eventually } from '../harness/eventually'
import { inArabic } from '../harness/in-arabic'
import type { Visitor } from '../harness/visitor'
import { hide, pusherOf, reachable, untilShown } from './reachable'

test('[NOT-1] [N15] a push is shown with the words of the page, each room once', async () => {
  await using desk = await reachable()
  const { visitor, direct, group } = desk
  const { page } = visitor
  await untilWordsAre(page, 'Lobby')
  await putBehind(visitor)
  const push = await pusherOf(desk)
  const common = { kind: 'message', seq: 1, file: null, unread_count: 1 } as const
  await push({ ...common, room_id: direct.id, sender: 'bob', room_type: 'direct', room: null, text: null })
  await push({
    ...common,
    room_id: group.id,
    sender: 'bob',
    room_type: 'group',
    room: 'Kitchen',
    text: 'Soup',
  })
  const shown = await untilShown(visitor, 2)
  expect(shown.toSorted((one, other) => one.title.localeCompare(other.title))).toEqual([
    { title: 'bob', body: 'New message', tag: `room:${direct.id}` },
    { title: 'bob · Kitchen', body: 'Soup', tag: `room:${group.id}` },
  ])
})

test('[NOT-1] [N9] a push names the lobby and a guest in the language of the page', async () => {
  await using desk = await reachable()
  const { visitor, group } = desk
  const push = await pusherToArabic(desk)
  await push({
    ...{ kind: 'message', seq: 1, file: null, unread_count: 1, text: 'Soup' },
    ...{ room_id: group.id, sender: 'Guest 12', room_type: 'lobby', room: 'Lobby' },
  })
  const [shown] = await untilShown(visitor, 1)
  expect(shown?.title).toBe(
    `${inArabic('people_guest').replace('{number}', '12')} · ${inArabic('rooms_lobby')}`,
  )
})

test('[NOT-1] [N9] a push counts several files in the language of the page', async () => {
  await using desk = await reachable()
  const { visitor, direct, group } = desk
  const push = await pusherToArabic(desk)
  const common = { kind: 'message', seq: 1, sender: 'bob', text: '', unread_count: 1 } as const
  const inDirect = { room_id: direct.id, room_type: 'direct', room: null } as const
  const inGroup = { room_id: group.id, room_type: 'group', room: 'Kitchen' } as const
  const file = { kind: 'picture', name: 'one.png' } as const
  await push({ ...common, ...inDirect, file: { ...file, count: 2, are_pictures: true } })
  await push({ ...common, ...inGroup, file: { ...file, count: 3, are_pictures: false } })
  const shown = await untilShown(visitor, 2)
  expect(shown.map(({ body }) => body).toSorted()).toEqual(['صورتان', '3 ملفات'].toSorted())
})

/** What hands a push to the browser, whose page is in Arabic and behind another one. */
async function pusherToArabic(desk: Awaited<ReturnType<typeof reachable>>) {
  const { page } = desk.visitor
  await page.evaluate(() => localStorage.setItem('natter.language', 'ar'))
  await page.reload()
  await untilWordsAre(page, inArabic('rooms_lobby'))
  await putBehind(desk.visitor)
  return pusherOf(desk)
}

/** Resolves once the words of the page are kept for notifications, in the language that calls the lobby this. */
async function untilWordsAre(page: Page, lobby: string): Promise<void> {
  await eventually(async () => {
    const kept = () => caches.match('/words.json').then((words) => words?.json())
    expect(await page.evaluate(kept)).toMatchObject({ lobby })
  })
}

/** With another tab in front nobody looks at this one; the tests' browser would have both in focus. */
async function putBehind(visitor: Visitor): Promise<void> {
  const { page } = visitor
  await hide(visitor)
  const inspector = await page.context().newCDPSession(page)
  await inspector.send('Emulation.setFocusEmulationEnabled', { enabled: false })
  const other = await page.context().newPage()
  await other.bringToFront()
  // The service worker may hear of that only after the push.
  const [worker] = page.context().serviceWorkers()
  await eventually(async () => expect(await worker?.evaluate(someoneLooks)).toBe(false))
}

async function someoneLooks(): Promise<boolean> {
  const { clients } = self as unknown as {
    clients: { matchAll(): Promise<{ focused: boolean; visibilityState: string }[]> }
  }
  const pages = await clients.matchAll()
  return pages.some(({ focused, visibilityState }) => focused && visibilityState === 'visible')
}
