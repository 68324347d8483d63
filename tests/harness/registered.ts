import type { Tokens } from '#client/credentials'
import { createApp } from '#server/app'
import { type Device, startSession } from '#server/auth/sessions'
import { loadConfig } from '#server/config'
import { createAccount } from '#server/domain/accounts/create'
import { password } from './people'

export interface Registered {
  readonly id: string
  readonly username: string
  readonly tokens: Tokens & { refresh: string }
}

const device: Device = { name: 'test', address: '127.0.0.1', language: 'en' }

/**
 * Opens accounts in the data of a server that does not run at this moment, each with one session. All have the usual
 * password, hashed once: hashing it for hundreds would take longer than the test.
 */
export async function register(flags: readonly string[], count: number): Promise<Registered[]> {
  const app = await createApp(
    loadConfig({ argv: [...flags, '--log-level', 'silent'], env: {}, cwd: process.cwd() }),
  )
  try {
    const passwordHash = await app.passwords.hash(password)
    return await Promise.all(
      Array.from({ length: count }, async (_, n) => {
        const account = { username: `person-${n}`, email: `person-${n}@example.org`, passwordHash }
        const { id, username } = await app.store.transaction((tx) => createAccount(app, tx, account))
        const { access, refresh } = await startSession(app, { id, username }, device)
        return { id, username, tokens: { access, refresh } }
      }),
    )
  } finally {
    await app.store.close()
  }
}
