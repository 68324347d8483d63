import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { holdClock } from '../harness/hold-clock'
import { aliceWithBob } from '../harness/room-with-bob'
import { startServer } from '../harness/server'
import { type Visitor, visit } from '../harness/visitor'

const suggestions = (alice: Visitor) =>
  alice.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')

/** What a screen reader is told to read of the list while the focus stays in the field. */
const active = (alice: Visitor) =>
  alice.field.evaluate(
    (field) => document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.innerText,
  )

async function aliceInTheChoir() {
  const server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const [bob, bobbie, carol] = [
    await newAccount(server.url, 'bob'),
    await newAccount(server.url, 'bobbie'),
    await newAccount(server.url, 'carol'),
  ]
  await newAccount(server.url, 'bobby-outside')
  await carol.api.changeProfile({ display_name: 'Bóna Fide' })
  const member_ids = [bob.id, bobbie.id, carol.id]
  await alice.api.createRoom({ room_type: 'group', name: 'Choir', description: '', member_ids })
  const visitor = await visit(server.url)
  await visitor.signIn('alice')
  await visitor.openRoom('Choir')
  return {
    alice: visitor,
    bob,
    async [Symbol.asyncDispose]() {
      await visitor[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

test('[MSG-1] @ suggests the people of the room, arrows move and Tab writes the name that mentions them', async () => {
  await using choir = await aliceInTheChoir()
  const { alice, bob } = choir
  await alice.field.pressSequentially('Hello @bo')
  await suggestions(alice).nth(1).waitFor()
  await eventually(async () => {
    const texts = await suggestions(alice).allInnerTexts()
    expect(texts.map((text) => text.split('\n').at(-1))).toEqual(['@bob', '@bobbie'])
  })
  await eventually(async () => expect(await active(alice)).toContain('bob'))
  await alice.field.press('ArrowDown')
  await eventually(async () => expect(await active(alice)).toContain('bobbie'))
  await alice.field.press('ArrowDown')
  await alice.field.press('Tab')
  await eventually(async () => expect(await alice.field.inputValue()).toBe('Hello @bob '))
  await eventually(async () => expect(await suggestions(alice).count()).toBe(0))

  await alice.field.press('Enter')
  await alice.isSent('Hello @bob')
  const [room] = await bob.api.rooms()
  expect(room?.mention_count).toBe(1)
})

test('[MSG-1] people are found by what they are called, everyone too, and a whole name can be sent at once', async () => {
  await using choir = await aliceInTheChoir()
  const { alice } = choir
  await alice.field.pressSequentially('@bón')
  await suggestions(alice).filter({ hasText: 'Bóna Fide' }).click()
  await eventually(async () => expect(await alice.field.inputValue()).toBe('@carol '))
  await alice.field.pressSequentially('@al')
  await suggestions(alice).filter({ hasText: '@all' }).waitFor()
  await eventually(async () => expect(await suggestions(alice).count()).toBe(1))
  await alice.field.fill('@bob')
  await suggestions(alice).first().waitFor()
  await alice.field.press('Enter')
  await alice.sees('@bob')
})

test('Escape closes the suggestions until another word is begun, and leaves the text as it is', async () => {
  await using choir = await aliceInTheChoir()
  const { alice } = choir
  await alice.field.pressSequentially('@b')
  await suggestions(alice).first().waitFor()
  await alice.field.press('Escape')
  await suggestions(alice).first().waitFor({ state: 'hidden' })
  await alice.field.pressSequentially('o')
  expect(await suggestions(alice).count()).toBe(0)
  expect(await alice.field.inputValue()).toBe('@bo')
  await alice.field.pressSequentially(' @b')
  await suggestions(alice).first().waitFor()
})

test('keys of an input method choose nothing', async () => {
  await using choir = await aliceInTheChoir()
  const { alice } = choir
  await alice.field.pressSequentially('@b')
  await suggestions(alice).first().waitFor()
  for (const init of [
    { key: 'Enter', isComposing: true },
    { key: 'Tab', keyCode: 229 },
    { key: 'ArrowDown', keyCode: 229 },
  ]) {
    const wasTaken = await alice.field.evaluate(
      (field, given) =>
        !field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...given })),
      init,
    )
    expect(wasTaken).toBe(false)
  }
  expect(await alice.field.inputValue()).toBe('@b')
})

test('[UI-3] a colon suggests emoji, a second one writes the emoji of a code, and Ctrl+Z takes it back', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await alice.field.pressSequentially('Off :rocke')
  await suggestions(alice).filter({ hasText: 'rocket' }).first().waitFor()
  await alice.field.press('Enter')
  await eventually(async () => expect(await alice.field.inputValue()).toBe('Off 🚀'))
  await alice.field.pressSequentially(' and :tada:')
  await alice.page.waitForFunction(() => document.querySelector('textarea')?.value === 'Off 🚀 and 🎉')
  await alice.field.press('Control+z')
  await eventually(async () => expect(await alice.field.inputValue()).toContain(':tada'))
  await alice.field.fill('see 10:30:45 and `:tada:`')
  await alice.field.press('Enter')
  await alice.isTold('Everything sent. Up to date.')
  await alice.log.getByText('see 10:30:45').waitFor()
})

test('a slash lists what the buttons of the room do, and doing it leaves nothing in the field', async () => {
  await using choir = await aliceInTheChoir()
  const { alice } = choir
  await alice.field.pressSequentially('/')
  await suggestions(alice).filter({ hasText: 'Add people to this room' }).waitFor()
  await alice.field.pressSequentially('det')
  await eventually(async () => expect(await suggestions(alice).count()).toBe(1))
  await alice.field.press('Enter')
  await alice.page.getByRole('dialog').getByText('Choir').first().waitFor()
  await alice.page.keyboard.press('Escape')
  await alice.page.getByRole('dialog').waitFor({ state: 'detached' })
  await eventually(async () => expect(await alice.field.inputValue()).toBe(''))
})

/** Keeps the names of emoji away from the page until the promise is kept. */
async function withoutEmojiNames({ page }: Visitor, end: Promise<void>) {
  await page.route(/suggest-emoji/, async (route) => {
    await end
    await route.continue()
  })
}

test('[UI-3] a code that is sent before the names of emoji have come goes out as its emoji', async () => {
  await using desk = await aliceWithBob()
  const { alice, bob } = desk
  const names = Promise.withResolvers<void>()
  await withoutEmojiNames(alice, names.promise)
  const asked = alice.page.waitForRequest(/suggest-emoji/)
  await alice.field.pressSequentially('Done :tada:')
  await holdClock(alice.page)
  await alice.field.press('Enter')
  await asked
  names.resolve()
  await alice.isSent('Done 🎉')
  await eventually(async () => expect(await alice.field.inputValue()).toBe(''))
  const [room] = await bob.api.rooms()
  const { messages } = await bob.api.history(room?.id ?? '')
  expect(messages.map(({ content }) => content)).toEqual(['Done 🎉'])
})

test('[UI-3] who types on while the names of emoji come finds the emoji in the place of its code', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  const names = Promise.withResolvers<void>()
  await withoutEmojiNames(alice, names.promise)
  await alice.field.pressSequentially('Off :rocket: and :tada: tomorrow')
  names.resolve()
  await eventually(async () => expect(await alice.field.inputValue()).toBe('Off 🚀 and 🎉 tomorrow'))
  await alice.field.pressSequentially('!')
  await eventually(async () => expect(await alice.field.inputValue()).toBe('Off 🚀 and 🎉 tomorrow!'))
})
