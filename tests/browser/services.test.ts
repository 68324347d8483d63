import { expect, test } from 'bun:test'
import { freePort } from '#scripts/free-port'
import { newAccount } from '../harness/account'
import { startOidcProvider } from '../harness/oidc-provider'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { startSpotify } from '../harness/spotify'
import { visit } from '../harness/visitor'

test('[ACC-9] somebody comes in through an OpenID Connect provider and writes their first message', async () => {
  const port = await freePort()
  await using provider = await startOidcProvider(`http://localhost:${port}`)
  await using server = await startServer({ port, settings: provider.settings })
  await newAccount(server.url, 'bob')
  await provider.setPerson({ sub: 'a-1', preferred_username: 'alice' })
  await using alice = await visit(server.url)
  await alice.page.getByRole('button', { name: 'Continue with Example Login' }).click()
  await alice.talkTo('bob')
  await alice.say('Good morning')
  await alice.sees('Good morning')
  expect(new URL(alice.page.url()).search).toBe('')
})

test('[ACC-9] somebody comes in with Spotify on a phone, by the keyboard alone', async () => {
  using spotify = startSpotify()
  spotify.person = { id: 's-1', display_name: 'Álice' }
  await using server = await startServer({ port: await freePort(), settings: spotify.settings })
  await newAccount(server.url, 'bob')
  await using alice = await visit(server.url, 'phone')
  const button = alice.page.getByRole('button', { name: 'Continue with Spotify' })
  await button.waitFor()
  for (let presses = 0; presses < 12; presses++) {
    await alice.page.keyboard.press('Tab')
    if (await button.evaluate((element) => element === document.activeElement)) break
  }
  await alice.page.keyboard.press('Enter')
  await alice.talkTo('bob')
  await alice.field.fill('Good morning')
  await alice.page.getByRole('button', { name: 'Send' }).click()
  await alice.sees('Good morning')
})

test('[D06] who may not come in through a service is told why on the sign-in screen', async () => {
  const port = await freePort()
  await using provider = await startOidcProvider(`http://localhost:${port}`)
  await using server = await startServer({ port, settings: provider.settings })
  await newAccount(server.url, 'alice')
  await provider.setPerson({ sub: 'e-1', name: 'Eve', email: 'alice@example.org', email_verified: true })
  await using eve = await visit(server.url)
  const button = eve.page.getByRole('button', { name: 'Continue with Example Login' })
  await button.click()
  await eve.page.getByRole('alert').filter({ hasText: 'connect the service in the settings' }).waitFor()

  await provider.stop()
  await server.stop()
  await server.start()
  await button.click()
  await eve.page.getByRole('alert').filter({ hasText: 'Example Login does not answer' }).waitFor()
})

test('[D08] a service is connected and disconnected in the settings', async () => {
  const port = await freePort()
  await using provider = await startOidcProvider(`http://localhost:${port}`)
  await using server = await startServer({ port, settings: provider.settings })
  await newAccount(server.url, 'alice')
  await provider.setPerson({ sub: 'a-1', name: 'Somebody' })
  await using alice = await visit(server.url)
  await alice.signIn('alice')
  await openSettings(alice.page)
  await alice.page.getByRole('button', { name: 'Connect Example Login' }).click()
  await alice.page.getByText('Connected', { exact: true }).waitFor()

  await using elsewhere = await visit(server.url, 'phone')
  await elsewhere.page.getByRole('button', { name: 'Continue with Example Login' }).click()
  await openSettings(elsewhere.page)
  await elsewhere.page.getByText('alice@example.org').waitFor()

  await alice.page.getByRole('button', { name: 'Disconnect Example Login' }).click()
  await alice.page.getByText('Not connected').waitFor()
})
