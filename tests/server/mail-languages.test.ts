import { describe, expect, test } from 'bun:test'
import { codeIn, tokenIn } from '../harness/mailbox'
import { mailingServer } from '../harness/mailing-server'
import { password, people } from '../harness/probe-people'
import { request } from '../harness/request'
import { engines } from '../harness/server'

const arabic = /\p{Script=Arabic}/u
const speaking = (header: string) => ({ headers: { 'Accept-Language': header } })

for (const engine of engines) {
  describe(engine, () => {
    test('[UI-1] a mail is in the language of the browser that causes it, as far as it is spoken here', async () => {
      await using at = await mailingServer({ engine })
      const { server, mailbox } = at
      const register = (username: string, header: string) =>
        request(server, 'POST', '/auth/register', {
          ...speaking(header),
          json: { username, email: `${username}@example.org`, password },
        })

      await register('alice', 'fr;q=0.9, ar-EG, en;q=0.8')
      const mail = await mailbox.next('alice@example.org')
      expect(mail.subject).toMatch(arabic)
      expect(mail.text).toMatch(arabic)
      expect(mail.html).toContain('<html lang="ar" dir="rtl">')
      const json = { token: tokenIn(mail) }
      expect((await request(server, 'POST', '/auth/email-confirm', { json })).status).toBe(204)

      for (const [name, header] of [
        ['bob', 'en-GB, ar;q=0.5'],
        ['eve', 'fr, ar;q=0, *'],
        ['carol', ';;,q=x'],
      ] as const) {
        await register(name, header)
        const { subject, text } = await mailbox.next(`${name}@example.org`)
        expect(subject + text).not.toMatch(arabic)
      }
    })

    test('[UI-1] whoever has chosen a language is written to in it, whoever causes the mail, and nobody else is', async () => {
      await using at = await mailingServer({ engine, settings: { 'mail.new_devices': true } })
      const { server, mailbox } = at
      const [alice, bob] = await people(server, 'alice', 'bob')
      expect((await alice.patch('/auth/me/preferences', { language: 'ar' })).status).toBe(200)
      const reset = (email: string) =>
        request(server, 'POST', '/auth/password-reset', { ...speaking('en'), json: { email } })
      await reset(alice.email)
      expect((await mailbox.next(alice.email)).text).toMatch(arabic)
      await reset(bob.email)
      expect((await mailbox.next(bob.email)).text).not.toMatch(arabic)

      const json = { username: alice.username, password }
      const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
      const headers = { 'User-Agent': agent, 'Accept-Language': 'en', Origin: server.url }
      await request(server, 'POST', '/auth/login', { headers, json })
      const { text } = await mailbox.next(alice.email)
      expect(text).toContain('\u2068Firefox\u2069 على \u2068Linux\u2069')

      const taken = { username: 'eve', email: alice.email, password }
      await request(server, 'POST', '/auth/register', { ...speaking('en'), json: taken })
      expect((await mailbox.next(alice.email)).subject).toContain('لديك حساب بالفعل')
      await alice.patch('/auth/me/preferences', { language: null })
      await reset(alice.email)
      expect((await mailbox.next(alice.email)).text).not.toMatch(arabic)
    })

    test('[UI-1] [ACC-8] codes come in the language of who asks for them', async () => {
      await using at = await mailingServer({ engine, settings: { profile: 'otp' } })
      const { server, mailbox } = at
      const json = { username: 'alice', email: 'alice@example.org', phone: '+4915112345678' }
      const asked = await request(server, 'POST', '/auth/otp/register', { ...speaking('ar'), json })
      const first = await mailbox.next(json.email)
      expect(first.subject).toMatch(arabic)
      const { transaction } = JSON.parse(asked.text)
      const verify = { code: codeIn(first), transaction }
      expect((await request(server, 'POST', '/auth/otp/verify', { json: verify })).status).toBe(200)

      const { phone } = json
      await request(server, 'POST', '/auth/otp', { ...speaking('ar'), json: { phone } })
      const again = await mailbox.next(json.email)
      expect(again.text).toMatch(arabic)
      expect(codeIn(again)).toMatch(/^\d{6}$/)
    })
  })
}
