import { describe, expect, test } from 'bun:test'
import { signedIn } from '#protocol/sessions'
import { tokenIn } from '../harness/mailbox'
import { mailingServer } from '../harness/mailing-server'
import { password } from '../harness/probe-people'
import { refusal, request } from '../harness/request'
import { engines } from '../harness/server'

for (const engine of engines) {
  describe(engine, () => {
    test('[B14] of two who confirm one address in the same instant one has it, and the other is told it is not theirs', async () => {
      await using site = await mailingServer({ engine, settings: { 'mail.requests_per_address': 1000 } })
      const { server, mailbox } = site
      const post = (path: string, json: unknown) => request(server, 'POST', `/auth${path}`, { json })
      const join = async (username: string, email: string) => {
        expect((await post('/register', { username, email, password })).status).toBe(201)
        return tokenIn(await mailbox.next(email))
      }
      for (let round = 0; round < 5; round++) {
        const email = `both${round}@example.org`
        const tokens = [await join(`alice${round}`, email), await join(`eve${round}`, email)]

        const answers = await Promise.all(tokens.map((token) => post('/email-confirm', { token })))

        const refused = answers.filter(({ status }) => status !== 204)
        expect(refused).toHaveLength(1)
        for (const answer of refused) refusal(answer, 'invalid_token')
        const { user } = (await post('/login', { email, password })).read(signedIn)
        expect(user.username).toBe(answers[0]?.status === 204 ? `alice${round}` : `eve${round}`)
      }
      expect(mailbox.untaken()).toEqual([])
    })
  })
}
