import { m } from '#catalogue'
import type { AuditDetails } from '#protocol/audit'
import { roleNames } from './role-names'

/** What the details of the audit log are called. One that a newer server tells is shown by the name it has there. */
const names: Readonly<Record<string, () => string>> = {
  what: m.admin_audit_detail_what,
  session_id: m.admin_audit_detail_session_id,
  sessions_ended: m.admin_audit_detail_sessions_ended,
  count: m.admin_audit_detail_count,
  provider: m.admin_audit_detail_provider,
  is_required: m.admin_audit_detail_is_required,
  code: m.admin_audit_detail_code,
  method: m.admin_audit_detail_method,
  route: m.admin_audit_detail_route,
  keys: m.admin_audit_detail_keys,
  invitation_id: m.admin_audit_detail_invitation_id,
  uses: m.admin_audit_detail_uses,
  days: m.admin_audit_detail_days,
  room_id: m.admin_audit_detail_room_id,
  message_id: m.admin_audit_detail_message_id,
  user_id: m.admin_audit_detail_user_id,
  role: m.admin_audit_detail_role,
}

/** The same of what they say, where that is one of a few words. */
const words: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  what: {
    audit: m.admin_audit_log,
    people: m.admin_people,
    message_versions: m.admin_audit_read_versions,
  },
  role: roleNames,
}

/** What people read of the details of an entry, each for itself, whichever way the page runs. */
export function detailsOf(details: AuditDetails): string[] {
  return Object.entries(details).map(([name, value]) =>
    m.admin_audit_detail({
      name: names[name]?.() ?? name,
      value: `\u2068${words[name]?.[String(value)]?.() ?? shown(value)}\u2069`,
    }),
  )
}

function shown(value: AuditDetails[string]): string {
  if (typeof value !== 'boolean') return String(value)
  return value ? m.admin_on() : m.admin_off()
}
