import type { AuditPage, AuditQuery, MessageVersions } from '#protocol/admin'
import { auditDetails } from '#protocol/audit'
import type { App } from '../../context'
import { listAuditEntries } from '../../store/audit'
import { listVersions } from '../../store/message-changes'
import type { Admin } from './admin'
import { noteRead } from './note-read'

/** A page of the audit log, newest first. That it was read is noted. */
export async function readAuditLog(app: App, admin: Admin, query: AuditQuery): Promise<AuditPage> {
  await noteRead(app, admin, { what: 'audit' })
  const filter = { before: query.before, event: query.event, accountId: query.user_id }
  const rows = await listAuditEntries(app.store, filter, query.limit + 1)
  const entries = rows.slice(0, query.limit).map((row) => ({
    id: String(row.id),
    at: new Date(row.at).toISOString(),
    event: row.event,
    user: row.account_id && row.username ? { id: row.account_id, username: row.username } : null,
    address: row.address,
    details: auditDetails.parse(JSON.parse(row.details)),
  }))
  return { entries, has_older: rows.length > query.limit }
}

/** What a message said before each of its edits, oldest first; nothing for one that was never edited. */
export async function readVersions(app: App, admin: Admin, messageId: string): Promise<MessageVersions> {
  await noteRead(app, admin, { what: 'message_versions', message_id: messageId })
  const rows = await listVersions(app.store, messageId)
  const versions = rows.map(({ content, replaced_at }) => ({
    content,
    replaced_at: new Date(replaced_at).toISOString(),
  }))
  return { versions }
}
