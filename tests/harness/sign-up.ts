import { codeIn, type Mailbox } from './mailbox'
import type { Visitor } from './visitor'

/** Opens an account by phone number and mailed code, the way people do, and waits for the rooms. */
export async function signUp(visitor: Visitor, mailbox: Mailbox, name: string, phone: string) {
  await openAccount(visitor, mailbox, name, phone)
  await visitor.find.waitFor()
}

/** The same, wherever it leads. */
export async function openAccount({ page }: Visitor, mailbox: Mailbox, name: string, phone: string) {
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByRole('heading', { name: 'Create an account' }).waitFor()
  await page.getByLabel('Phone number').fill(phone)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail').fill(`${name}@example.org`)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('Code').fill(codeIn(await mailbox.next(`${name}@example.org`)))
  await page.getByRole('button', { name: 'Sign in' }).click()
}
