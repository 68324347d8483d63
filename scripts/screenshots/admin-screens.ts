import { closeTop } from './close-top'
import type { Screen } from './screen'
import { signIn } from './sign-in'

/** By alice, who owns the server. */
export const adminScreens: readonly Screen[] = [
  {
    name: 'admin-people',
    async show(page, { say }) {
      await signIn(page, say, 'alice')
      await page.getByRole('button', { name: say('Settings') }).click()
      await page.getByRole('link', { name: say('Run this server') }).click()
      await page.getByRole('main').getByRole('button', { name: /kenji/ }).click()
      await page.getByRole('button', { name: say('Disable this account') }).click()
    },
  },
  {
    name: 'admin-password',
    async show(page, { say }) {
      // As the server answers when the password was given some time ago.
      await page.route(/api.v1.admin/, (route) =>
        route.fulfill({ status: 401, json: { code: 'reauthenticate', detail: 'Give your password again.' } }),
      )
      await page.getByRole('button', { name: say('Disable', 'admin'), exact: true }).click()
      await page.getByRole('dialog', { name: say('Is it you?') }).waitFor()
    },
  },
  {
    name: 'admin-invitations',
    async show(page, { say }) {
      await closeTop(page)
      await page.unrouteAll({ behavior: 'ignoreErrors' })
      await page.getByRole('button', { name: say('Invitations') }).click()
      await page.getByRole('button', { name: say('Make a link') }).click()
      await page
        .getByRole('button', { name: say('Take back'), exact: true })
        .or(page.getByText('#invitation='))
        .first()
        .waitFor()
    },
  },
  {
    name: 'admin-sign-in',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Sign-in'), exact: true }).click()
      await page.getByText(say('Guests in the lobby')).waitFor()
    },
  },
  {
    name: 'admin-health',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Health'), exact: true }).click()
      await page.getByText(say('Runs since')).waitFor()
    },
  },
  {
    name: 'admin-audit',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Audit log'), exact: true }).click()
      await page.getByRole('list', { name: say('Audit log') }).waitFor()
    },
  },
]
