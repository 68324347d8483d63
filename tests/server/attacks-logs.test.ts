import { expect, test } from 'bun:test'
import { codeRequested } from '#protocol/codes'
import { signedIn } from '#protocol/sessions'
import { startLogging } from '../harness/logging-server'
import { codeIn, openMailbox, tokenIn } from '../harness/mailbox'
import { request } from '../harness/request'

test('[P03] [C09] no line of the log tells a password, a token, a code, an address or a phone number', async () => {
  await using mailbox = await openMailbox()
  await using server = await startLogging([
    ...['--sign-in-otp', `--smtp-url=${mailbox.url.replace('//', '//natter:Hush7hush@')}`],
  ])
  const secrets = ['Hush7hush']
  const post = async (path: string, json: object, headers: Record<string, string> = {}) => {
    const answer = await request(server, 'POST', path, { json, headers })
    secrets.push(...answer.headers.getSetCookie().map((cookie) => cookie.split(/[=;]/)[1] ?? ''))
    return answer
  }
  const [email, phone, username, password] = ['dora@example.org', '+4915112345678', 'dora', 'Correct7horse']
  const [wrong, better] = ['Wrong7horse', 'Quite7different']
  secrets.push(email, phone.slice(1), username, password, wrong, better)

  const asked = (await post('/auth/otp/register', { phone, username, email })).read(codeRequested)
  const code = codeIn(await mailbox.next(email))
  await post('/auth/otp/verify', { ...asked, expires_in: undefined, code: '000000' })
  const answer = await post('/auth/otp/verify', { transaction: asked.transaction, code })
  const { access_token = '', refresh_token = '' } = answer.read(signedIn)
  secrets.push(code, asked.transaction ?? '', access_token, refresh_token)

  await post('/auth/password-reset', { email })
  const token = tokenIn(await mailbox.next(email))
  expect((await post('/auth/password-reset-confirm', { token, password })).status).toBe(204)
  await mailbox.next(email)
  await post('/auth/login', { username, password: wrong })
  const login = await post('/auth/login', { email, password }, { Origin: server.url })
  expect(login.status).toBe(200)
  const again = (await post('/auth/login', { email, password })).read(signedIn)
  const headers = { Authorization: `Bearer ${again.access_token}` }
  await post('/auth/password', { current_password: password, password: better }, headers)
  await mailbox.next(email)
  const gone = await request(server, 'DELETE', '/auth/me', { json: { password: better }, headers })
  expect(gone.status).toBe(204)
  await mailbox.next(email)
  secrets.push(token, again.access_token ?? '', again.refresh_token ?? '')

  const log = server.log()
  for (const event of ['mail_sent', 'session_started', 'login_failed', 'password_reset', 'account_deleted']) {
    expect(log).toContain(`"event":"${event}"`)
  }
  for (const secret of secrets.filter((text) => text !== '')) expect(log).not.toContain(secret)
})
