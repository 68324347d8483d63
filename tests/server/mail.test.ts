import { describe, expect, test } from 'bun:test'
import { freePort } from '#scripts/free-port'
import { startLogging } from '../harness/logging-server'
import { openMailbox } from '../harness/mailbox'
import { request } from '../harness/request'
import { engines, startServer, type TestServer } from '../harness/server'

const letter = { subject: 'A word – or two', text: 'Here it is: 123456\n', html: '<p>Here it is: 123456</p>' }

function queue(server: TestServer, to: string, goodForMs?: number) {
  const { store, mailer } = server.app
  return store.transaction((tx) => mailer.queue(tx, to, letter, goodForMs))
}

function waiting(server: TestServer) {
  return server.app.store.db.selectFrom('outgoing_mails').selectAll().execute()
}

/** Resolves once the line is as it should be; the job runs by itself. */
async function untilWaiting(
  server: TestServer,
  isSo: (rows: Awaited<ReturnType<typeof waiting>>) => boolean,
) {
  for (;;) {
    const rows = await waiting(server)
    if (isSo(rows)) return rows
    await Bun.sleep(5)
  }
}

for (const engine of engines) {
  describe(engine, () => {
    test('a mail goes out after its transaction, as text and HTML, and nothing of it stays behind', async () => {
      await using mailbox = await openMailbox()
      const settings = { smtp_url: mailbox.url, 'mail.from': 'Natter <natter@example.org>' }
      await using server = await startServer({ engine, settings })

      await queue(server, 'alice@example.org')

      const mail = await mailbox.next('alice@example.org')
      expect(mail).toMatchObject({
        ...letter,
        text: expect.stringContaining('123456'),
        html: expect.stringContaining('123456'),
        from: 'Natter <natter@example.org>',
      })
      await untilWaiting(server, (rows) => rows.length === 0)
      expect(mailbox.untaken()).toEqual([])
    })

    test('what is rolled back is not mailed', async () => {
      await using mailbox = await openMailbox()
      await using server = await startServer({ engine, settings: { smtp_url: mailbox.url } })
      const { store, mailer } = server.app
      const failed = store.transaction(async (tx) => {
        await mailer.queue(tx, 'eve@example.org', letter)
        throw new Error('changed my mind')
      })
      await expect(failed).rejects.toThrow('changed my mind')

      await queue(server, 'alice@example.org')

      await mailbox.next('alice@example.org')
      expect(mailbox.untaken()).toEqual([])
    })

    test('[F39] while the mail server is away mails wait in line, over a restart too, and arrive when it is back', async () => {
      const port = await freePort()
      await using server = await startServer({ engine, settings: { smtp_url: `smtp://127.0.0.1:${port}` } })
      const before = Date.now()
      await queue(server, 'alice@example.org')
      const [delayed] = await untilWaiting(server, (rows) => rows.some((row) => row.attempts === 1))
      await server.stop()
      expect(delayed?.due_at).toBeGreaterThan(before)

      await using mailbox = await openMailbox({ port })
      await server.start()
      await server.app.store.transaction((tx) =>
        tx.db.updateTable('outgoing_mails').set({ due_at: 0 }).execute(),
      )
      await queue(server, 'bob@example.org')

      await mailbox.next('alice@example.org')
      await mailbox.next('bob@example.org')
      await untilWaiting(server, (rows) => rows.length === 0)
    })
  })
}

test('a mail that is refused for good, or is of no use any more, is given up', async () => {
  await using refusing = await openMailbox({ refusal: 550 })
  await using server = await startServer({ settings: { smtp_url: refusing.url } })
  await queue(server, 'nobody@example.org')
  await untilWaiting(server, (rows) => rows.length === 0)

  await using busy = await openMailbox({ refusal: 451 })
  await using other = await startServer({ settings: { smtp_url: busy.url } })
  await queue(other, 'alice@example.org', 1000)
  await untilWaiting(other, (rows) => rows.length === 0)
  await queue(other, 'bob@example.org')
  await untilWaiting(other, ([row]) => row?.attempts === 1 && row.due_at > Date.now())
})

test('a start without a mail server says what people cannot do, and one with it says nothing', async () => {
  await using team = await startLogging([])
  expect(team.log()).toContain('Nobody can reset a forgotten password')
  await using codes = await startLogging(['--profile=otp'])
  expect(codes.log()).toContain('People cannot sign in with a code')
  await using mailing = await startLogging(['--smtp-url=smtp://127.0.0.1:1'])
  expect(mailing.log()).not.toContain('smtp_url')
})

test('in development mails are printed to the log, with the links they carry', async () => {
  await using server = await startLogging(['--mail-log-links', '--public-url=https://chat.example.org'])
  const json = { username: 'alice', email: 'alice@example.org', password: 'Correct7horse' }
  expect((await request(server, 'POST', '/auth/register', { json })).status).toBe(201)
  while (!server.log().includes('"event":"mail_sent"')) await Bun.sleep(5)
  expect(server.log()).toMatch(/https:\/\/chat\.example\.org\/confirm-email#[A-Za-z0-9_-]{43}/)
})
