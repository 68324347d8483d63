import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { aliceWithBob } from '../harness/room-with-bob'
import { type Visitor, visit } from '../harness/visitor'

/** Resolves once the field of somebody holds a text. */
async function stands(visitor: Visitor, text: string) {
  await visitor.field.waitFor()
  await visitor.page.waitForFunction((wanted) => document.querySelector('textarea')?.value === wanted, text)
}

test('[UI-2] [D31] a draft appears on the other device, in the list and in the field, and goes with the sent text', async () => {
  await using desk = await aliceWithBob()
  const { alice, server } = desk
  await alice.field.fill('Begun at the desk')
  await using phone = await visit(server.url, 'phone')
  await phone.signIn('alice')
  await phone.page.getByRole('link', { name: /bob.*Draft: Begun at the desk/ }).waitFor()
  await phone.openRoom('bob')
  await stands(phone, 'Begun at the desk')

  await alice.page.getByRole('button', { name: 'Settings' }).focus()
  await phone.field.fill('Begun at the desk, ended on the bus')
  await stands(alice, 'Begun at the desk, ended on the bus')
  await phone.page.getByRole('button', { name: 'Send' }).tap()
  await stands(alice, '')
  await alice.sees('Begun at the desk, ended on the bus')
  expect(await alice.log.getByRole('article').count()).toBe(1)

  await using bob = await visit(server.url)
  await bob.signIn('bob')
  await bob.page.getByRole('link', { name: /alice/ }).waitFor()
  expect(await bob.page.getByText(/Draft/).count()).toBe(0)
})

test('[UI-2] [D31] what is being typed is never changed: the other text is offered and can be taken', async () => {
  await using desk = await aliceWithBob()
  const { alice, server } = desk
  await using phone = await visit(server.url, 'phone')
  await phone.signIn('alice')
  await phone.openRoom('bob')
  await alice.field.pressSequentially('Mine')
  await stands(phone, 'Mine')
  await phone.field.fill('Another thought')

  const offer = alice.page.getByRole('status', { name: 'Written on another device:' })
  await offer.getByText('Another thought').waitFor()
  expect(await alice.field.inputValue()).toBe('Mine')
  await offer.getByRole('button', { name: 'Use that' }).click()
  await eventually(async () => expect(await alice.field.inputValue()).toBe('Another thought'))
  await eventually(async () => expect(await offer.getByRole('button').count()).toBe(0))
  await phone.page.getByRole('heading', { name: 'bob' }).click()
  await alice.field.press('Control+z')
  await eventually(async () => expect(await alice.field.inputValue()).toBe('Mine'))
  await alice.page.getByRole('button', { name: 'Settings' }).focus()
  await stands(phone, 'Mine')
})

test('[UI-2] [D31] what is written without a network stays over a reload and is told when it is back', async () => {
  await using desk = await aliceWithBob()
  const { alice, server } = desk
  await server.stop()
  await alice.field.fill('Written in the tunnel')
  const address = alice.page.url()
  await alice.page.goto('about:blank')
  await server.start()
  await alice.page.goto(address)
  await alice.isTold('Everything sent. Up to date.')

  await using phone = await visit(server.url, 'phone')
  await phone.signIn('alice')
  await phone.page.getByRole('link', { name: /bob.*Draft: Written in the tunnel/ }).waitFor()
})
