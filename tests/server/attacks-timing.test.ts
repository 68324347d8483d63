import { expect, test } from 'bun:test'
import { requestSignInCode } from '#server/auth/code-sign-in'
import { requestPasswordReset } from '#server/auth/password-reset'
import { phoneMark } from '#server/auth/phone'
import type { Device } from '#server/auth/sessions'
import type { App } from '#server/context'
import { openMailbox } from '../harness/mailbox'
import { people } from '../harness/probe-people'
import { startServer } from '../harness/server'

/** So many of each. The figures in docs/attacks.md were measured with more (`NATTER_TIMING_TRIES`). */
const tries = Number(process.env.NATTER_TIMING_TRIES ?? 150)
const device: Device = { name: 'Probe', address: '127.0.0.1', language: 'en' }

/** The server's own parts, without the limit that would end the measuring. */
function unlimited(app: App): App {
  return { ...app, mailLimits: { spend: async () => {} } }
}

async function medians(app: App, ask: (subject: string) => Promise<unknown>, subjects: [string, string]) {
  const spent: [number[], number[]] = [[], []]
  for (let n = 0; n < tries * 2; n++) {
    const which = n % 2 === 0 ? 0 : 1
    const start = performance.now()
    await ask(subjects[which])
    spent[which].push(performance.now() - start)
    await app.background.settled()
  }
  return spent.map((times) => times.toSorted((one, other) => one - other)[tries >> 1] ?? 0)
}

test('[C07] [B01] asking for a code or a reset takes as long for somebody unknown as for somebody known', async () => {
  await using mailbox = await openMailbox()
  const settings = { smtp_url: mailbox.url, sign_in_otp: true }
  await using server = await startServer({ settings })
  const [alice] = await people(server, 'alice')
  const app = unlimited(server.app)
  const phone = '+4915112345678'
  const { mark, tail } = phoneMark(app, phone)
  await app.store.transaction((tx) =>
    tx.db
      .updateTable('accounts')
      .set({ phone_mark: mark, phone_tail: tail })
      .where('id', '=', alice.id)
      .execute(),
  )

  const ofReset = (email: string) => requestPasswordReset(app, email, device)
  const ofCode = (number: string) => requestSignInCode(app, number, device)
  for (const [known = 0, unknown = 0] of [
    await medians(app, ofReset, [alice.email, 'nobody@example.org']),
    await medians(app, ofCode, [phone, '+4915199999999']),
  ]) {
    console.log(`medians over ${tries}: known ${known.toFixed(3)} ms, unknown ${unknown.toFixed(3)} ms`)
    expect(known).toBeLessThan(unknown * 3 + 0.2)
    expect(unknown).toBeLessThan(known * 3 + 0.2)
  }
})
