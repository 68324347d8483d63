import type { Screen } from './screen'
import { signIn } from './sign-in'

/** Before anybody has signed in. */
export const signedOutScreens: readonly Screen[] = [
  { name: 'sign-in', show: (page, { say }) => page.getByRole('heading', { name: say('Sign in') }).waitFor() },
  {
    name: 'sign-in-refused',
    async show(page, { say }) {
      await page.getByLabel(say('Username or e-mail')).fill('alice')
      await page.getByLabel(say('Password'), { exact: true }).fill('not this one')
      await page.getByRole('button', { name: say('Sign in') }).click()
      await page
        .getByRole('alert')
        .filter({ hasText: say('The name or the password is not right.') })
        .waitFor()
    },
  },
  {
    name: 'register-refused',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Create an account') }).click()
      await page.getByLabel(say('Username')).fill('a b')
      await page.getByLabel(say('E-mail')).fill('alice@example.org')
      await page.getByLabel(say('Password'), { exact: true }).fill('kingfisher')
      await page.getByRole('button', { name: say('Create account') }).click()
      await page.getByText(say('must be 3 to 32 letters, digits or _ . -')).waitFor()
    },
  },
  {
    name: 'register-weak',
    async show(page, { say }) {
      await page.getByLabel(say('Username')).fill('mallory')
      await page.getByRole('button', { name: say('Show password') }).click()
      await page.getByRole('button', { name: say('Create account') }).click()
      await page.getByText(say('Use a capital letter.')).waitFor()
    },
  },
]

/** What is done by mail: it is written to the log, which shows errors only. */
export const mailedScreens: readonly Screen[] = [
  {
    name: 'forgot-password',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Forgot your password?') }).click()
      await page.getByLabel(say('E-mail')).fill('alice@example.org')
    },
  },
  {
    name: 'reset-password',
    async show(page, { say }) {
      await page.goto(new URL(`/reset-password#${'a'.repeat(43)}`, page.url()).href)
      await page.getByLabel(say('New password'), { exact: true }).fill('Kingfisher')
      await page.getByRole('button', { name: say('Change the password') }).click()
      await page
        .getByText(say('Use a digit.'))
        .or(page.getByText(say('This link is no longer valid. Ask for a new one.')))
        .waitFor()
    },
  },
  {
    name: 'confirm-email',
    async show(page, { say }) {
      await page.goto(new URL(`/confirm-email#${'a'.repeat(43)}`, page.url()).href)
      await page.getByRole('button', { name: say('Confirm the address') }).click()
      await page.getByRole('alert').filter({ hasText: /./ }).waitFor()
    },
  },
  {
    name: 'sign-up-by-code',
    async show(page, { say }) {
      await page.goto(new URL('/', page.url()).href)
      await page.getByRole('button', { name: say('Use your phone number') }).click()
      await page.getByRole('button', { name: say('Create an account') }).click()
      await page.getByLabel(say('Phone number')).fill('+49 151 12345678')
      await page.getByLabel(say('Username')).fill('marguerite')
      await page.getByLabel(say('E-mail')).fill('marguerite@example.org')
    },
  },
  {
    name: 'code-refused',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Send me a code') }).click()
      await page.locator('[autocomplete=one-time-code]').fill('12345')
      await page.getByRole('button', { name: say('Sign in') }).click()
      await page.getByText(say('must be the six digits of the mail')).waitFor()
    },
  },
]

/** By somebody who has no room yet. */
export const emptyScreens: readonly Screen[] = [
  {
    name: 'empty',
    async show(page, { say }) {
      await signIn(page, say, 'eve')
      await page.getByRole('button', { name: say('Find somebody') }).waitFor()
    },
  },
]
