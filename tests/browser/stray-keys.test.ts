import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { aliceWithBob } from '../harness/room-with-bob'

test('[UI-1] what is typed while nothing takes it is written in the field, and a key that means something is not', async () => {
  await using desk = await aliceWithBob()
  const { alice } = desk
  const { page, field } = alice
  const stands = (text: string) => eventually(async () => expect(await field.inputValue()).toBe(text))
  await alice.say('Shall we?')
  await alice.isSent('Shall we?')

  const line = alice.log.getByRole('article').first()
  await line.click()
  await isFocused(line)
  await page.keyboard.type('yes')
  await stands('yes')

  const link = page.getByRole('link', { name: /^bob/ })
  await link.click()
  await isFocused(link)
  await page.keyboard.type('! Now')
  await stands('yes! Now')

  await page.getByRole('button', { name: 'Settings' }).focus()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await keys.waitFor()
  await page.keyboard.press('x')
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'detached' })

  await line.focus()
  await page.keyboard.press('r')
  await page.getByRole('button', { name: 'Cancel reply' }).waitFor()
  await isFocused(field)
  await page.keyboard.type('.')
  await stands('yes! Now.')
})
