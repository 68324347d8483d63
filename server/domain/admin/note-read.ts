import type { App } from '../../context'
import { note } from '../audit/note'
import type { Admin } from './admin'

/** Notes in the audit log what an administrator is about to read. */
export async function noteRead(app: App, admin: Admin, details: Record<string, string>): Promise<void> {
  const { id, address } = admin
  await app.store.transaction((tx) => note(tx, { event: 'admin_read', account_id: id, address, details }))
}
