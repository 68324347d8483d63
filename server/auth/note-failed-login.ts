import type { App } from '../context'
import { note } from '../domain/audit/note'

/** Notes that somebody did not get in, whichever way they tried; the account is null where nobody is known. */
export async function noteFailedLogin(app: App, accountId: string | null, address: string): Promise<void> {
  app.log.info({ event: 'login_failed', account_id: accountId, address })
  await app.store.transaction((tx) => note(tx, { event: 'login_failed', account_id: accountId, address }))
}
