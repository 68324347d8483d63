import { expect, test } from 'bun:test'
import { protocolVersion } from '#protocol/version'
import { newAccount } from '../harness/account'
import { password } from '../harness/people'
import { openSocket } from '../harness/probe-socket'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

test('[W05] a page whose place newer ones took says so, stays away, and comes back when asked', async () => {
  await using server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  await using page = await visit(server.url)
  await page.signIn('alice')
  await page.isTold('Everything sent. Up to date.')
  const { access_token: token } = await alice.api.login({ username: 'alice', password })
  const sockets = []
  for (let n = 0; n < 10; n++) {
    const socket = await openSocket(server)
    socket.say({ type: 'hello', data: { version: protocolVersion, token } })
    await socket.next('welcome')
    sockets.push(socket)
  }

  await page.isTold('Paused: you opened Natter in many other places.')
  expect(await sockets[0]?.fence()).toBeArray()
  await page.page.getByRole('button', { name: 'Use here' }).click()

  await page.isTold('Everything sent. Up to date.')
  expect((await sockets[0]?.closed)?.code).toBe(4409)
  for (const socket of sockets) await socket[Symbol.asyncDispose]()
})
