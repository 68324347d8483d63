import { expect, test } from 'bun:test'
import { newAccount } from '../harness/account'
import { eventually } from '../harness/eventually'
import { aliceWithBob } from '../harness/room-with-bob'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { type Visitor, visit } from '../harness/visitor'

test('Enter sends, and Shift with Enter breaks the line', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await alice.field.pressSequentially('one')
  await alice.field.press('Shift+Enter')
  await alice.field.pressSequentially('two')
  expect(await alice.field.inputValue()).toBe('one\ntwo')
  expect(await alice.log.getByRole('article').count()).toBe(0)

  await alice.field.press('Enter')
  await alice.log.getByText('one\ntwo').waitFor()
  await eventually(async () => expect(await alice.field.inputValue()).toBe(''))
})

test('[MSG-11] Shift with Enter goes on with a list, and leaves it where nothing more was written', async () => {
  await using desk = await aliceWithBob()
  const { field, log, isSent } = desk.alice
  for (const line of ['- noodles', 'chilli', '']) {
    await field.pressSequentially(line)
    await field.press('Shift+Enter')
  }
  await field.pressSequentially('Enough?')
  expect(await field.inputValue()).toBe('- noodles\n- chilli\nEnough?')
  await field.press('Enter')
  await isSent('Enough?')
  expect(await log.getByRole('listitem').allTextContents()).toEqual(['noodles', 'chilli'])
})

test('Enter breaks the line in a block of code until that is ended', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  for (const line of ['```js', 'const noodles = 2', '```']) {
    await alice.field.pressSequentially(line)
    await alice.field.press('Enter')
  }
  await alice.isSent('const noodles = 2')
  expect(await alice.log.getByRole('article').count()).toBe(1)
  expect(await alice.field.inputValue()).toBe('')
})

test('the name of a long room ends in an ellipsis in the field, with the focus too', async () => {
  await using desk = await aliceWithBob('phone')
  const { alice } = desk
  await alice.field.tap()
  const hint = () =>
    alice.field.evaluate((field) => {
      const { content, textOverflow, whiteSpace } = getComputedStyle(field.parentElement ?? field, '::before')
      return { content, textOverflow, whiteSpace }
    })
  expect(await hint()).toEqual({
    content: '"Write to bob" / ""',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  })
  await alice.field.fill('x')
  await eventually(async () => expect((await hint()).content).toBe('none'))
})

test('[MSG-4] what is written in quick succession is all sent, in order', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  const texts = Array.from({ length: 12 }, (_, index) => `Number ${index}`)
  await alice.field.evaluate(async (field, all) => {
    const type = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set
    for (const text of all) {
      type?.call(field, text)
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      await new Promise((drawn) => setTimeout(drawn))
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    }
  }, texts)
  await alice.isSent('Number 11')
  await eventually(async () =>
    expect(await alice.log.getByText(/^Number \d+$/).allTextContents()).toEqual(texts),
  )
  expect(await alice.field.inputValue()).toBe('')
})

test('nothing but blanks is not sent', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await alice.say('   ')
  await alice.say('something')
  await alice.sees('something')
  expect(await alice.log.getByRole('article').count()).toBe(1)
})

test('Enter never sends while an input method is composing', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await alice.field.fill('にほん')

  const wasPrevented = (init: object) =>
    alice.field.evaluate(
      (field, given) =>
        !field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...given })),
      init,
    )
  expect(await wasPrevented({ key: 'Enter', isComposing: true })).toBe(false)
  expect(await wasPrevented({ key: 'Enter', keyCode: 229 })).toBe(false)
  expect(await alice.log.getByRole('article').count()).toBe(0)
  expect(await alice.field.inputValue()).toBe('にほん')

  expect(await wasPrevented({ key: 'Enter' })).toBe(true)
  await alice.sees('にほん')
})

test('on a touch screen Enter breaks the line and the button sends', async () => {
  await using desk = await aliceWithBob('phone')
  const { alice } = desk
  await alice.field.fill('one')
  await alice.field.press('Enter')
  expect(await alice.field.inputValue()).toBe('one\n')
  await alice.page.getByRole('button', { name: 'Send' }).click()
  await alice.log.getByText('one').waitFor()
})

test('[UI-2] a draft is kept per room, shown in the list, and survives a reload', async () => {
  await using desk = await aliceWithBob()
  const { alice, server } = desk
  await newAccount(server.url, 'carol')
  await alice.field.fill('Not finished yet')
  await alice.talkTo('carol')
  await eventually(async () => expect(await alice.field.inputValue()).toBe(''))
  await alice.page.getByRole('link', { name: /bob.*Draft: Not finished yet/ }).waitFor()

  await alice.page.reload()
  await alice.openRoom('bob')
  await eventually(async () => expect(await alice.field.inputValue()).toBe('Not finished yet'))
  await alice.page.getByRole('link', { name: /bob.*Draft/ }).waitFor({ state: 'detached' })
})

test('[MSG-1] a text of more than 5,000 characters is not sent, and how much is too many is said', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  const limit = alice.page.getByRole('status', { name: 'Text limit' })
  await alice.field.fill('🙂'.repeat(4990))
  await limit.filter({ hasText: '10 left' }).waitFor()

  await alice.field.fill('🙂'.repeat(5003))
  await limit.filter({ hasText: '3 too many' }).waitFor()
  await alice.field.press('Enter')
  expect(await alice.log.getByRole('article').count()).toBe(0)

  await alice.field.fill('🙂'.repeat(5000))
  await alice.field.press('Enter')
  await alice.isSent('🙂'.repeat(5000))
  expect(await alice.log.getByRole('article').count()).toBe(1)
})

test('[UI-3] a reply shows what it answers; Escape calls it off; a click on the quote leads there', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await alice.say('Shall we?')
  await alice.isSent('Shall we?')
  await startReply(alice)
  await alice.field.press('Escape')
  await alice.page.getByRole('button', { name: 'Cancel reply' }).waitFor({ state: 'detached' })

  await startReply(alice)
  await alice.say('Yes.')
  const quote = alice.log.getByRole('button', { name: 'alice Shall we?' })
  await quote.click()
  expect(await alice.page.getByRole('button', { name: 'Cancel reply' }).count()).toBe(0)
})

async function startReply(alice: Visitor) {
  await alice.log.getByRole('button', { name: 'Reply to yourself' }).first().click()
  await alice.page.getByRole('button', { name: 'Cancel reply' }).waitFor()
}

test('[MSG-3] what the server refuses says why, and can be tried again or discarded', async () => {
  await using server = await startServer()
  const bob = await newAccount(server.url, 'bob')
  const member = await newAccount(server.url, 'alice')
  const group = await bob.api.createRoom({
    room_type: 'group',
    name: 'Choir',
    description: '',
    member_ids: [member.id],
  })
  await using alice = await visit(server.url)
  await alice.signIn('alice')
  await alice.openRoom('Choir')

  await server.stop()
  await alice.say('I bring the scores')
  await alice.say('And the tea')
  await alice.isTold('Offline. 2 messages wait here.')
  const address = alice.page.url()
  await alice.page.goto('about:blank')
  await server.start()
  await bob.api.removeMember(group.id, member.id)
  await alice.page.goto(address)

  const unsent = alice.page.getByRole('region', { name: 'Not sent' })
  await unsent.getByText('Not sent. You are not a member of this room.').first().waitFor()
  await alice.isTold('2 messages not sent.')
  await unsent.getByRole('button', { name: 'Discard' }).last().click()
  await alice.isTold('1 message not sent.')

  await bob.api.addMember(group.id, member.id)
  await alice.page.getByRole('heading', { name: 'Choir' }).waitFor()
  await alice.log.getByRole('button', { name: 'Retry' }).click()
  await alice.isTold('Everything sent. Up to date.')
  await alice.sees('I bring the scores')
  expect(await alice.log.getByRole('article').count()).toBe(1)
})

test('by choice Enter breaks the line and Ctrl with Enter sends, also after a reload', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  await openSettings(alice.page)
  await alice.page.getByText('Ctrl + Enter', { exact: true }).click()
  await alice.page.reload()
  await alice.field.pressSequentially('one')
  await alice.field.press('Enter')
  await alice.field.pressSequentially('two')
  expect(await alice.field.inputValue()).toBe('one\ntwo')
  expect(await alice.log.getByRole('article').count()).toBe(0)
  await alice.field.press('Control+Enter')
  await alice.sees('one\ntwo')
})

test('Shift with the arrow up answers the last message, and the arrow up edits', async () => {
  await using desk = await aliceWithBob()
  const { alice, bob } = desk
  await alice.say('My own')
  await alice.isSent('My own')
  const [room] = await bob.api.rooms()
  await bob.api.postMessage(room?.id ?? '', { content: 'From bob' })
  await alice.sees('From bob')

  await alice.field.press('Shift+ArrowUp')
  await alice.page.getByText('Reply to bob', { exact: true }).waitFor()
  await alice.field.press('Escape')
  await alice.field.press('ArrowUp')
  await alice.page.getByRole('button', { name: 'Cancel edit' }).waitFor()
  await eventually(async () =>
    expect(await alice.page.getByRole('textbox', { name: 'Edit your message' }).inputValue()).toBe('My own'),
  )
})
