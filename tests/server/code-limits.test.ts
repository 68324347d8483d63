import { afterEach, expect, setSystemTime, test } from 'bun:test'
import { aliceByPhone as alice, giveCode, requestSignIn, requestSignUp } from '../harness/codes'
import { mailingServer } from '../harness/mailing-server'
import { refusal } from '../harness/request'

const minuteMs = 60_000
const nobody = { ...alice, phone: '+4915199999999' }

afterEach(() => {
  setSystemTime()
})

test('[C06] the eleventh code for a number within a day waits for the next day, known or not', async () => {
  await using site = await mailingServer({ settings: { profile: 'otp' } })
  expect((await giveCode(site, alice, await requestSignUp(site, alice))).status).toBe(200)
  // The counts are those of the process.
  await site.server.stop()
  await site.server.start()

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
