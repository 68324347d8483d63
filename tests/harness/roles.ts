import type { ServerRole } from '#protocol/accounts'
import { setServerRole } from '#server/store/people'
import { type Probe, people } from './probe-people'
import type { TestServer } from './server'

/** Somebody new with a role on the server. */
export async function personAs(server: TestServer, role: ServerRole, name: string): Promise<Probe> {
  const [person] = await people(server, name)
  await server.app.store.transaction((tx) => setServerRole(tx, person.id, role))
  return person
}

/** As if the password had been given on this device so many minutes ago. */
export async function provenAgo(server: TestServer, { sessionId }: Probe, minutes: number): Promise<void> {
  const proven_at = Date.now() - minutes * 60_000
  await server.app.store.transaction((tx) =>
    tx.db.updateTable('sessions').set({ proven_at }).where('id', '=', sessionId).execute(),
  )
}

/** As if the refresh token had been rotated so long ago. */
export async function rotatedAgo(server: TestServer, { sessionId }: Probe, ms: number): Promise<void> {
  const rotated_at = Date.now() - ms
  await server.app.store.transaction((tx) =>
    tx.db.updateTable('sessions').set({ rotated_at }).where('id', '=', sessionId).execute(),
  )
}
