import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { message } from '#protocol/messages'
import { signedIn } from '#protocol/sessions'
import { password, people } from '../harness/probe-people'
import { directRoom } from '../harness/probe-rooms'
import { request } from '../harness/request'
import { startServer, type TestServer } from '../harness/server'
import { temporaryFolder } from '../harness/temporary-folder'

/** A mail server that takes connections and never says a word. */
async function silentMailServer() {
  const callers: Socket[] = []
  let hasHungUp = false
  const server = createServer((socket) => {
    callers.push(socket)
    if (hasHungUp) socket.destroy()
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    callers,
    /** Ends every connection, and those to come. */
    hangUp() {
      hasHungUp = true
      for (const socket of callers) socket.destroy()
    },
    [Symbol.dispose]: () => void server.close(),
  }
}

function askReset(server: TestServer, email: string) {
  return request(server, 'POST', '/auth/password-reset', { json: { email } })
}

async function waiting({ app }: TestServer): Promise<number> {
  return (await app.store.db.selectFrom('outgoing_mails').select('id').execute()).length
}

test('[F39] while the mail server says nothing a reset gets the same 202, and people sign in and write', async () => {
  using silent = await silentMailServer()
  await using server = await startServer({
    settings: { smtp_url: silent.url, 'mail.new_devices': false },
  })
  const crowd = await people(server, 'alice', 'bob', 'eve')
  const [alice, bob] = crowd
  const room = await directRoom(alice, bob)
  await using socket = await bob.socket()

  for (const { email } of crowd) expect((await askReset(server, email)).status).toBe(202)
  expect((await askReset(server, 'nobody@example.org')).status).toBe(202)
  await server.app.background.settled()
  while (silent.callers.length === 0) await Bun.sleep(5)

  const json = { username: alice.username, password }
  const login = await request(server, 'POST', '/auth/login', { json })
  expect(login.read(signedIn).user.id).toBe(alice.id)
  const sent = await alice.post(`/chat/rooms/${room.id}/messages`, { content: 'No mail today' })
  expect((await socket.next('message')).data.id).toBe(sent.read(message).id)
  expect(await waiting(server)).toBe(3)
})

test('[F39] [OPS-2] a stop does not wait for a mail server that says nothing, and what it did not take stays in line', async () => {
  using silent = await silentMailServer()
  const folder = temporaryFolder()
  const file = join(folder.path, 'log')
  await using server = await startServer({
    settings: { smtp_url: silent.url, 'mail.new_devices': false, 'log.level': 'warn', 'log.file': file },
  })
  const crowd = await people(server, 'alice', 'bob', 'eve')
  for (const { email } of crowd) expect((await askReset(server, email)).status).toBe(202)
  await server.app.background.settled()
  while (silent.callers.length === 0) await Bun.sleep(5)

  await server.stop()

  const delayed = readFileSync(file, 'utf8').trimEnd().split('\n')
  // The mail server was not waited for until it was given up.
  for (const line of delayed) expect(JSON.parse(line)).toMatchObject({ event: 'mail_delayed', attempts: 1 })
  expect(delayed.join()).not.toMatch(/greeting|timeout/i)
  silent.hangUp()
  await server.start()
  expect(await waiting(server)).toBe(crowd.length)
  folder.remove()
})

test('[F39] no more than 10,000 mails wait; a further one is given up, and who asked for it sees no difference', async () => {
  using silent = await silentMailServer()
  await using server = await startServer({ settings: { smtp_url: silent.url } })
  const [alice] = await people(server, 'alice')
  const later = Date.now() + 3_600_000
  const row = (n: number) => ({
    ...{ id: `full-${n}`, recipient: 'bob@example.org', subject: '', text: '', html: '', attempts: 0 },
    ...{ due_at: later, expires_at: later },
  })
  await server.app.store.transaction(async (tx) => {
    for (let from = 0; from < 10_000; from += 1000) {
      const rows = Array.from({ length: 1000 }, (_, n) => row(from + n))
      await tx.db.insertInto('outgoing_mails').values(rows).execute()
    }
  })

  expect((await askReset(server, alice.email)).status).toBe(202)
  await server.app.background.settled()

  expect(await waiting(server)).toBe(10_000)
  expect(silent.callers).toEqual([])
})
