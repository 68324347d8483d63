import { phoneMark } from '#server/auth/phone'
import { type Probe, people } from './probe-people'
import type { TestServer } from './server'

/** Where people find their contacts alone. */
export const contactSettings = { profile: 'otp' }

export type Reachable = Probe & { readonly phone: string }

let lastNumber = 15_100_000_000

/** People who have a phone number. */
export async function reachable<Names extends readonly string[]>(
  server: TestServer,
  ...names: Names
): Promise<{ [Position in keyof Names]: Reachable }> {
  const probes = await people(server, ...names)
  const found = await Promise.all(probes.map((probe) => withPhone(server, probe)))
  return found as { [Position in keyof Names]: Reachable }
}

async function withPhone(server: TestServer, probe: Probe): Promise<Reachable> {
  const phone = `+49${++lastNumber}`
  const { mark, tail } = phoneMark(server.app, phone)
  await server.app.store.transaction((tx) =>
    tx.db
      .updateTable('accounts')
      .set({ phone_mark: mark, phone_tail: tail })
      .where('id', '=', probe.id)
      .execute(),
  )
  return { ...probe, phone }
}

/** Asks by phone number, and resolves when what that does is done. */
export async function ask(server: TestServer, asker: Probe, phone: string) {
  const answer = await asker.post('/contacts/requests', { phone })
  await server.app.background.settled()
  return answer
}

/** Makes two people contacts, the way people do. */
export async function befriend(server: TestServer, asker: Reachable, other: Reachable): Promise<void> {
  await ask(server, asker, other.phone)
  const answer = await other.call('POST', `/contacts/${asker.id}/accept`)
  if (answer.status !== 204) throw new Error(`they did not become contacts: ${answer.text}`)
}
