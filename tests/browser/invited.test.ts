import { test } from 'bun:test'
import { freePort } from '#scripts/free-port'
import { commandLine } from '#server/domain/admin/admin'
import { createInvitation } from '#server/domain/admin/invitations'
import { makeOwnerLink } from '#server/domain/admin/owner-link'
import { codeIn, openMailbox } from '../harness/mailbox'
import { startOidcProvider } from '../harness/oidc-provider'
import { people } from '../harness/probe-people'
import { startServer, type TestServer } from '../harness/server'
import { visit } from '../harness/visitor'

/** The link as a person opens it. */
async function invitation(server: TestServer): Promise<string> {
  const { link } = await createInvitation(server.app, commandLine, { uses: 1, days: 1 })
  return `${server.url}/${link.slice(link.indexOf('#'))}`
}

test('[ACC-8] [H07] somebody who is invited comes in by a mailed code', async () => {
  await using mailbox = await openMailbox()
  const settings = { profile: 'otp', 'accounts.registration': 'invite', smtp_url: mailbox.url }
  await using server = await startServer({ settings })
  await using alice = await visit(await invitation(server))
  const { page } = alice
  await page.getByText('You are invited.').waitFor()
  await page.getByLabel('Phone number').fill('+49 151 12345678')
  await page.getByLabel('Username').fill('alice')
  await page.getByLabel('E-mail').fill('alice@example.org')
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('Code').fill(codeIn(await mailbox.next('alice@example.org')))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Settings' }).waitFor()
  await page.waitForURL(({ hash }) => hash === '')
})

test('[ACC-9] [H07] somebody who is invited comes in through another service, and a used link is told as such', async () => {
  const port = await freePort()
  await using provider = await startOidcProvider(`http://localhost:${port}`)
  const settings = { ...provider.settings, 'accounts.registration': 'invite' }
  await using server = await startServer({ port, settings })
  const [bob] = await people(server, 'bob')
  await provider.setPerson({ sub: 'a-1', preferred_username: 'alice' })
  const link = await invitation(server)

  await using uninvited = await visit(server.url)
  await uninvited.page.getByRole('button', { name: 'Continue with Example Login' }).click()
  await uninvited.page.getByRole('alert').waitFor()

  await using alice = await visit(link)
  await alice.page.getByRole('button', { name: 'Continue with Example Login' }).click()
  await alice.talkTo(bob.username)
  await alice.say('Good morning')
  await alice.sees('Good morning')
  await alice.page.waitForURL(({ hash }) => hash === '')

  await provider.setPerson({ sub: 'e-1', preferred_username: 'eve' })
  await using eve = await visit(link)
  await eve.page.getByRole('button', { name: 'Continue with Example Login' }).click()
  await eve.page.getByRole('alert').filter({ hasText: 'used up' }).waitFor()
  await eve.page.getByText('You are invited.').waitFor()
})

test("[ACC-12] the owner's link survives the way through another service", async () => {
  const port = await freePort()
  await using provider = await startOidcProvider(`http://localhost:${port}`)
  const settings = { ...provider.settings, 'accounts.registration': 'closed', 'sign_in.password': false }
  await using server = await startServer({ port, settings })
  await provider.setPerson({ sub: 'a-1', preferred_username: 'alice' })
  const link = await makeOwnerLink(server.app)
  await using alice = await visit(`${server.url}/${link.slice(link.indexOf('#'))}`)
  await alice.page.getByRole('button', { name: 'Continue with Example Login' }).click()
  await alice.page.getByRole('button', { name: 'Become the owner' }).click()
  await alice.page.getByRole('heading', { name: 'This server' }).waitFor()
})
