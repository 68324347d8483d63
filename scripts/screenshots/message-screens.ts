import type { Page } from 'playwright-core'
import type { Screen } from './screen'

/** What can be done with a message of the open room. */
export const messageScreens: readonly Screen[] = [
  {
    name: 'room-reply',
    async show(page, { say }) {
      const jump = page.getByRole('button', { name: new RegExp(`^${say('Jump to newest')}`) })
      await jump.click()
      await jump.waitFor({ state: 'detached' })
      await pointAtMessages(page)
      await page
        .getByRole('button', { name: say('Options for what Tamar said') })
        .first()
        .click()
      await page.getByRole('menuitem', { name: say('Reply', 'message'), exact: true }).click()
      await page
        .getByRole('textbox')
        .fill('There is room for eight.\nOr nine, if somebody sits on the stairs.')
    },
  },
  {
    name: 'who-has-it',
    async show(page, { say }) {
      await page.keyboard.press('Escape')
      await page.getByRole('textbox').fill('')
      await pointAtMessages(page)
      await page
        .getByRole('button', { name: say('Message options') })
        .last()
        .click()
      await page.getByRole('menuitem', { name: say('Who has this message') }).click()
      await page.getByText(say('Read by')).first().waitFor()
    },
  },
  {
    name: 'message-options',
    async show(page, { say }) {
      await page.keyboard.press('Escape')
      await pointAtMessages(page)
      await page
        .getByRole('button', { name: say('Options for what Tamar said') })
        .first()
        .click()
      await page.getByRole('menuitem', { name: say('Mark unread from here') }).waitFor()
    },
  },
  {
    name: 'marked-unread',
    async show(page, { say }) {
      await page.getByRole('menuitem', { name: say('Mark unread from here') }).click()
      await page.getByText(say('5 new')).waitFor()
    },
  },
  {
    name: 'delete-message',
    async show(page, { say }) {
      await pointAtMessages(page)
      await page
        .getByRole('button', { name: say('Message options') })
        .last()
        .click()
      await page.getByRole('menuitem', { name: say('Delete', 'message'), exact: true }).click()
      await page.getByRole('button', { name: say('Delete for everyone') }).waitFor()
    },
  },
]

/** Brings the buttons beside every message, which come when it is pointed at, and scrolls nothing. */
async function pointAtMessages(page: Page): Promise<void> {
  for (const line of await page.getByRole('article').all()) await line.dispatchEvent('pointerover')
}
