import { password } from './person'
import type { Screen } from './screen'

/** The server where everybody meets in one room, by somebody without an account. */
export const lobbyScreens: readonly Screen[] = [
  {
    name: 'lobby-sign-in',
    async show(page, { lobby, say }) {
      await page.goto(lobby.url)
      await page.getByRole('button', { name: say('Look around as a guest') }).waitFor()
    },
  },
  {
    name: 'lobby-guest',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Look around as a guest') }).click()
      await page.getByRole('log').getByText('I can, with two friends.').waitFor()
      await page.getByRole('textbox').fill('Is it open on Sunday too?')
      await page.getByRole('button', { name: say('Send') }).click()
      await page.getByRole('log').getByText('Is it open on Sunday too?').waitFor()
    },
  },
  {
    name: 'lobby-stay',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Make an account') }).click()
      await page.getByRole('dialog').getByLabel(say('Username')).fill('ingrid')
    },
  },
  {
    name: 'lobby-people',
    async show(page, { say }) {
      await page.getByRole('dialog').getByLabel(say('Password'), { exact: true }).fill(password)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('Create account') })
        .click()
      await page.getByRole('button', { name: say('Call somebody who is here') }).click()
      await page.getByText(say('Nobody else is here now.')).waitFor()
    },
  },
]
