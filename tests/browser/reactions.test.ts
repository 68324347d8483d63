import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { takesKeys } from '../harness/focus'
import { untilStill } from '../harness/still-page'
import { type TwoInARoom, twoInARoom } from '../harness/two-in-a-room'
import type { Visitor } from '../harness/visitor'

/** Alice and bob in their direct room, where alice has asked something; `view` is what bob looks at it with. */
async function askedByAlice(view: 'desktop' | 'phone' = 'desktop'): Promise<TwoInARoom> {
  const chat = await twoInARoom({ view })
  await chat.alice.say('Noodles?')
  await chat.bob.sees('Noodles?')
  return chat
}

const chip = ({ log }: Visitor, name: string) => log.getByRole('button', { name, exact: true })
const item = ({ page }: Visitor, name: string) => page.getByRole('menuitem', { name, exact: true })
const isPressed = (person: Visitor, name: string) => chip(person, name).getAttribute('aria-pressed')

test('[MSG-11] a reaction is pressed at once, seen live by others with who it is from, and taken back', async () => {
  await using chat = await askedByAlice()
  const { alice, bob } = chat

  await bob.log.getByRole('button', { name: 'Add reaction' }).click()
  await item(bob, 'React with 👍').click()
  await chip(bob, '👍 1, from You').waitFor()
  await eventually(async () => expect(await isPressed(bob, '👍 1, from You')).toBe('true'))

  await chip(alice, '👍 1, from bob').waitFor()
  await eventually(async () => expect(await isPressed(alice, '👍 1, from bob')).toBe('false'))
  await alice.page.getByText('bob reacted 👍 to your message: Noodles?').waitFor()
  await chip(alice, '👍 1, from bob').click()
  await chip(bob, '👍 2, from You and alice').waitFor()

  await chip(bob, '👍 2, from You and alice').click()
  await chip(alice, '👍 1, from You').waitFor()
  await chip(alice, '👍 1, from You').click()
  await chip(bob, '👍 1, from alice').waitFor({ state: 'detached' })
  await eventually(async () => expect(await bob.log.getByRole('list', { name: 'Reactions' }).count()).toBe(0))
})

test('[MSG-11] who reacted is shown to a pointer and to the keyboard', async () => {
  await using chat = await askedByAlice()
  const { alice, bob } = chat
  await bob.log.getByRole('button', { name: 'Add reaction' }).click()
  await item(bob, 'React with 🎉').click()
  const people = alice.page.getByRole('tooltip')

  await chip(alice, '🎉 1, from bob').hover()
  await people.filter({ hasText: 'bob' }).waitFor()
  await alice.page.mouse.move(0, 0)
  await people.waitFor({ state: 'detached' })

  await alice.log.getByRole('article').focus()
  await alice.page.keyboard.press('Tab')
  await people.filter({ hasText: 'bob' }).waitFor()
  await alice.page.keyboard.press('Enter')
  await chip(alice, '🎉 2, from You and bob').waitFor()
})

test('[MSG-11] by keyboard: + offers emoji, the arrows choose one, and the focus comes back', async () => {
  await using chat = await askedByAlice()
  const { alice, bob } = chat
  const { keyboard } = bob.page
  const line = bob.log.getByRole('article')
  await line.focus()

  await keyboard.press('+')
  await takesKeys(bob.page.getByRole('menu'))
  await keyboard.press('ArrowRight')
  await keyboard.press('Enter')
  await chip(alice, '❤️ 1, from bob').waitFor()
  await bob.page.waitForFunction(() => document.activeElement?.matches('article'))

  await keyboard.press('+')
  await item(bob, 'More emoji').click()
  await bob.page.getByRole('dialog').getByRole('searchbox').fill('steaming bowl')
  await bob.page.getByRole('dialog').getByRole('gridcell', { name: 'steaming bowl' }).click()
  await chip(alice, '🍜 1, from bob').waitFor()
})

test('[MSG-11] on a phone a finger that stays opens the menu, and on a chip says who it is from', async () => {
  await using chat = await askedByAlice('phone')
  const { alice, bob } = chat
  await hold(bob, bob.log.getByText('Noodles?'))
  const menu = bob.page.getByRole('menu')
  await menu.waitFor()
  await untilStill(bob.page)
  const box = await menu.boundingBox()
  expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(844)
  await item(bob, 'React with 😂').tap()
  await chip(alice, '😂 1, from bob').waitFor()
  await chip(alice, '😂 1, from bob').click()

  await hold(bob, chip(bob, '😂 2, from You and alice'))
  await bob.page.getByRole('tooltip').filter({ hasText: 'You and alice' }).waitFor()
  await eventually(async () => expect(await isPressed(bob, '😂 2, from You and alice')).toBe('true'))
})

test('[MSG-11] what the server refuses is taken back, with words', async () => {
  await using chat = await askedByAlice()
  const { server, bob } = chat
  await server.app.store.transaction(async (tx) => {
    await tx.db.updateTable('rooms').set({ closed_at: Date.now() }).execute()
  })
  await bob.log.getByRole('button', { name: 'Add reaction' }).click()
  await item(bob, 'React with 👍').click()
  await bob.log.getByRole('alert').filter({ hasText: 'Nothing can be written here' }).waitFor()
  await eventually(async () => expect(await bob.log.getByRole('list', { name: 'Reactions' }).count()).toBe(0))
})

/** A finger is put on something, and stays until it is answered. */
async function hold({ page }: Visitor, target: ReturnType<Visitor['log']['getByText']>): Promise<void> {
  const box = await target.boundingBox()
  if (!box) throw new Error('there is nothing to hold')
  const touch = await page.context().newCDPSession(page)
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
  await page.locator('[role=menu], [role=tooltip]').waitFor()
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

test('[MSG-11] all emoji open at the bubble they are for, not at the other side of the room', async () => {
  await using chat = await askedByAlice()
  const widthsOf = async (person: Visitor) => {
    const bubble = person.log.getByRole('article').getByText('Noodles?')
    const picker = person.page.getByRole('dialog', { name: 'Emoji' })
    const boxes = [await bubble.boundingBox(), await picker.boundingBox()]
    return boxes.map((box) => (box ? [box.x, box.x + box.width] : []))
  }
  for (const person of [chat.bob, chat.alice]) {
    await person.log.getByRole('article').focus()
    await person.page.keyboard.press('+')
    await takesKeys(person.page.getByRole('menu'))
    await person.page.keyboard.press('End')
    await person.page.keyboard.press('Enter')
    await person.page.getByRole('dialog', { name: 'Emoji' }).waitFor()
    await eventually(async () => {
      const [[from = 0, to = 0] = [], [left = 0, right = 0] = []] = await widthsOf(person)
      expect(left).toBeLessThan(to)
      expect(right).toBeGreaterThan(from)
      expect(right - left).toBeGreaterThan(0)
    })
    await person.page.keyboard.press('Escape')
  }
})
