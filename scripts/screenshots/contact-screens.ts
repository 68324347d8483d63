import { closeTop } from './close-top'
import type { Screen } from './screen'
import { signIn } from './sign-in'

/** Where people find nobody but their contacts, by alice. */
export const contactScreens: readonly Screen[] = [
  {
    name: 'contacts-invited',
    async show(page, { contacts, say }) {
      const { server, inviteToken } = await contacts()
      await page.goto(`${server.url}/add-contact#${inviteToken}`)
      await page
        .getByText(
          say('Somebody invites you to write to each other. Sign in, or create an account, to see who.'),
        )
        .waitFor()
    },
  },
  {
    name: 'contacts-accept',
    async show(page, { say }) {
      await signIn(page, say, 'alice')
      await page.getByRole('button', { name: say('Accept', 'people'), exact: true }).waitFor()
    },
  },
  {
    name: 'contacts',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Accept', 'people'), exact: true }).click()
      await page.getByRole('heading', { name: 'Øystein', exact: true }).waitFor()
      await page.goto(new URL('/', page.url()).href)
      await page.getByRole('button', { name: say('People', 'people'), exact: true }).click()
      await page.getByRole('button', { name: say('More about Rosa', 'people') }).click()
      await page.getByRole('button', { name: say('Remove', 'people'), exact: true }).click()
    },
  },
  {
    name: 'contacts-link',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('Make a link', 'people') }).click()
      await page.getByText(say('Your link', 'people')).waitFor()
      await page.getByText(say('Blocked', 'people'), { exact: true }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'contacts-estranged',
    async show(page, { say }) {
      await page.getByRole('button', { name: say('More about Øystein', 'people') }).click()
      await page
        .getByRole('button', { name: say('Remove', 'people'), exact: true })
        .last()
        .click()
      await page.getByRole('button', { name: say('Remove Øystein', 'people') }).click()
      await page.getByText(say('Øystein is no contact of yours any more.', 'people')).waitFor()
      await closeTop(page)
      await page.getByRole('link', { name: /Øystein/ }).click()
      await page
        .getByText(say('You are not contacts, so nothing can be added here. What was said stays.'))
        .waitFor()
    },
  },
  {
    name: 'owner-offer',
    async show(page, { contacts, say }) {
      const { server } = await contacts()
      await page.goto(`${server.url}/#owner=${server.ownerToken}`)
      await page.getByRole('button', { name: say('Become the owner') }).waitFor()
    },
  },
]
