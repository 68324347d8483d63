import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import type { Visitor } from '../harness/visitor'
import { inSight, longRoom, movedPx } from './long-room'
import { drawnFrom } from './long-talk'

/** What a screen reader says of what has the focus. */
function focused({ page }: Visitor): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
}

/** Goes back from the field until a message has the focus; returns how many stops lay between. */
async function tabToMessages(visitor: Visitor): Promise<number> {
  await visitor.field.focus()
  for (let stops = 1; stops < 10; stops++) {
    await visitor.page.keyboard.press('Shift+Tab')
    const isLine = await visitor.page.evaluate(() => document.activeElement?.matches('article') ?? false)
    if (isLine) return stops
  }
  throw new Error('no message gets the focus')
}

test('[UI-5] the messages are one stop for Tab, and arrow keys, Home, End and pages move between them', async () => {
  await using talk = await longRoom(300)
  const { alice } = talk
  const { keyboard } = alice.page
  await alice.openRoom('bob')
  await alice.sees('Line 300')
  await tabToMessages(alice)
  await eventually(async () => expect(await focused(alice)).toMatch(/^bob, \d\d:\d\d: Line 300$/))

  await keyboard.press('ArrowUp')
  await keyboard.press('ArrowUp')
  await eventually(async () => expect(await focused(alice)).toContain('Line 298'))
  await keyboard.press('ArrowDown')
  await eventually(async () => expect(await focused(alice)).toContain('Line 299'))
  await keyboard.press('PageUp')
  await eventually(async () => {
    const paged = Number(/\d+$/.exec(await focused(alice))?.[0])
    expect(paged).toBeLessThan(295)
    expect(paged).toBeGreaterThan(270)
  })
  await drawnFrom(alice.log, 'Line 251')
  await keyboard.press('Home')
  await eventually(async () => expect(await focused(alice)).toMatch(/Line 251$/))
  await alice.log.getByText('Line 221', { exact: true }).waitFor({ state: 'attached' })
  await eventually(async () => expect(await focused(alice)).toMatch(/Line 251$/))
  await keyboard.press('End')
  await eventually(async () => expect(await focused(alice)).toMatch(/Line 300$/))

  await keyboard.press('Shift+Tab')
  await alice.page.waitForFunction(() => document.activeElement?.closest('article') === null)
})

test('[UI-5] Enter opens what can be done with a message, and the focus comes back to it', async () => {
  await using talk = await longRoom(20)
  const { alice } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 20')
  await tabToMessages(alice)
  await alice.page.keyboard.press('ArrowUp')
  await alice.page.keyboard.press('Enter')
  const entry = alice.page.getByRole('menuitem', { name: 'Mark unread from here' })
  await entry.waitFor()
  await alice.page.keyboard.press('Escape')
  await entry.waitFor({ state: 'hidden' })
  await alice.page.waitForFunction(() =>
    document.activeElement?.closest('article')?.ariaLabel?.endsWith('Line 19'),
  )
})

test('[UI-5] the buttons of a message come when it is pointed at or led to by keys, and move nothing', async () => {
  await using talk = await longRoom(20)
  const { alice } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 20')
  const buttons = (line: number) =>
    alice.log.getByRole('article', { name: new RegExp(`Line ${line}$`) }).getByRole('button')
  await buttons(20).nth(2).waitFor()
  expect([await buttons(20).count(), await buttons(19).count(), await buttons(18).count()]).toEqual([3, 0, 0])

  const before = await inSight(alice.page)
  await alice.log.getByText('Line 18', { exact: true }).hover()
  await buttons(18).nth(2).waitFor()
  await tabToMessages(alice)
  await alice.page.keyboard.press('ArrowUp')
  await buttons(19).nth(2).waitFor()
  expect(await movedPx(alice.page, before)).toBe(0)
  expect(await buttons(17).count()).toBe(0)
})

test('[UI-5] the focus is not lost when a message is scrolled so far away that it is drawn no more', async () => {
  await using talk = await longRoom(1000)
  const { alice } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 1000')
  await tabToMessages(alice)
  for (let times = 0; times < 200; times++) {
    if ((await alice.log.getByText('Line 1000', { exact: true }).count()) === 0) break
    await alice.log.evaluate((box) => box.scrollBy(0, -800))
    await alice.page.waitForFunction(() => (document.querySelector('[role=log]')?.scrollTop ?? 0) > 100)
  }
  await alice.page.waitForFunction(() => document.activeElement?.matches('article'))
})

test('[UI-5] the focus stays with a message that was on its way, once it has come', async () => {
  await using talk = await longRoom(5)
  const { alice, server } = talk
  await alice.openRoom('bob')
  await alice.sees('Line 5')
  await server.stop()
  await alice.say('Hello')
  await tabToMessages(alice)
  await eventually(async () => expect(await focused(alice)).toContain('You'))
  await server.start()
  await alice.wake()
  await alice.log.getByRole('article', { name: /^You, .*: Hello$/ }).waitFor()
  await eventually(async () => expect(await focused(alice)).toMatch(/^You, .*: Hello$/))
})
