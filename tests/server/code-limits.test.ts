import { afterEach, expect, setSystemTime, test } from 'bun:test'
import { aliceByPhone as alice, giveCode, requestSignIn, requestSignUp } from '../harness/codes'
import { type MailingServer, mailingServer } from '../harness/mailing-server'
import { refusal } from '../harness/request'

const minuteMs = 60_000
const nobody = { ...alice, phone: '+4915199999999' }

afterEach(() => {
  setSystemTime()
})

test('[C06] the fourth code for a number within 15 minutes waits, and the 21st request of an address within an hour', async () => {
  await using site = await otpServerOfAlice()
  const refused = []
  for (const person of [alice, nobody]) {
    for (let n = 0; n < 3; n++) expect((await requestSignIn(site, person)).status).toBe(202)
    refused.push(await requestSignIn(site, person))
  }
  for (const answer of refused) {
    expect(refusal(answer, 'rate_limited').detail).toContain('minutes')
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(14 * 60)
  }
  for (let n = 0; n < 12; n++) {
    const stranger = { ...nobody, phone: `+49151000000${n + 10}` }
    expect((await requestSignIn(site, stranger)).status).toBe(202)
  }
  refusal(await requestSignIn(site, { ...nobody, phone: '+4915100000099' }), 'rate_limited')
})

test('[C06] the eleventh code for a number within a day waits for the next day, known or not', async () => {
  await using site = await otpServerOfAlice()

  const begun = Date.now()
  const people = [alice, nobody]
  for (let n = 0; n < 10; n++) {
    setSystemTime(new Date(begun + n * 61 * minuteMs))
    for (const person of people) expect((await requestSignIn(site, person)).status).toBe(202)
  }
  setSystemTime(new Date(begun + 10 * 61 * minuteMs))
  for (const person of people) {
    const refused = await requestSignIn(site, person)
    refusal(refused, 'rate_limited')
    expect(Math.floor(Number(refused.headers.get('Retry-After')) / 3600)).toBe(13)
  }
  setSystemTime(new Date(begun + 24 * 60 * minuteMs + 1))
  for (const person of people) expect((await requestSignIn(site, person)).status).toBe(202)
})

/** A server on which alice has an account, and nothing is counted yet. */
async function otpServerOfAlice(): Promise<MailingServer> {
  const site = await mailingServer({ settings: { profile: 'otp' } })
  expect((await giveCode(site, alice, await requestSignUp(site, alice))).status).toBe(200)
  // The counts are those of the process.
  await site.server.stop()
  await site.server.start()
  return site
}
