import type { Proof } from '#protocol/proofs'
import type { Api } from './api'
import type { OutboxStorage } from './ports'
import type { Session } from './session'

interface Needs {
  api: Pick<Api, 'deleteAccount'>
  session: Pick<Session, 'me' | 'leave'>
  outbox: OutboxStorage
}

/** Deletes the account that is signed in, and what this device still keeps of it. */
export async function deleteAccount({ api, session, outbox }: Needs, proof: Proof): Promise<void> {
  const { id } = session.me()
  await api.deleteAccount(proof)
  session.leave('deleted')
  await outbox.clear(id)
}
