import { codeRequested } from '#protocol/codes'
import { codeIn } from './mailbox'
import type { MailingServer } from './mailing-server'
import { type Answer, request } from './request'

/** Somebody who signs in by phone number and mailed code, as a program does. */
export interface Newcomer {
  phone: string
  username: string
  email: string
}

export const aliceByPhone: Newcomer = {
  phone: '+4915112345678',
  username: 'alice',
  email: 'alice@example.org',
}

export function requestSignUp(
  { server }: MailingServer,
  person: Newcomer,
  invitation?: string,
): Promise<Answer> {
  return request(server, 'POST', '/auth/otp/register', { json: { ...person, invitation } })
}

export function requestSignIn({ server }: MailingServer, { phone }: Newcomer): Promise<Answer> {
  return request(server, 'POST', '/auth/otp', { json: { phone } })
}

/** Gives the code that was mailed after this answer. */
export async function giveCode(
  { server, mailbox }: MailingServer,
  { email }: Newcomer,
  requested: Answer,
): Promise<Answer> {
  const { transaction } = requested.read(codeRequested)
  const code = codeIn(await mailbox.next(email))
  return request(server, 'POST', '/auth/otp/verify', { json: { code, transaction } })
}
