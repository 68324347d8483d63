import { m } from '#catalogue'
import { type AuditEvent, auditEvent } from '#protocol/audit'

/** Everything the audit log can say, in the order of the protocol. */
export const events = auditEvent.options

/** What people read for it. */
export const auditSentences: Record<AuditEvent, () => string> = {
  login: m.admin_audit_login,
  login_failed: m.admin_audit_login_failed,
  session_ended: m.admin_audit_session_ended,
  refresh_token_reused: m.admin_audit_refresh_token_reused,
  account_created: m.admin_audit_account_created,
  account_deleted: m.admin_audit_account_deleted,
  data_exported: m.admin_audit_data_exported,
  password_changed: m.admin_audit_password_changed,
  password_reset: m.admin_audit_password_reset,
  email_confirmed: m.admin_audit_email_confirmed,
  passkey_added: m.admin_audit_passkey_added,
  passkey_removed: m.admin_audit_passkey_removed,
  second_factor_changed: m.admin_audit_second_factor_changed,
  identity_connected: m.admin_audit_identity_connected,
  identity_disconnected: m.admin_audit_identity_disconnected,
  account_disabled: m.admin_audit_account_disabled,
  account_enabled: m.admin_audit_account_enabled,
  role_changed: m.admin_audit_role_changed,
  owner_link_made: m.admin_audit_owner_link_made,
  owner_link_used: m.admin_audit_owner_link_used,
  invitation_created: m.admin_audit_invitation_created,
  invitation_revoked: m.admin_audit_invitation_revoked,
  invitation_used: m.admin_audit_invitation_used,
  member_added: m.admin_audit_member_added,
  member_removed: m.admin_audit_member_removed,
  member_role_changed: m.admin_audit_member_role_changed,
  room_retention_changed: m.admin_audit_room_retention_changed,
  room_deleted: m.admin_audit_room_deleted,
  message_deleted: m.admin_audit_message_deleted,
  messages_purged: m.admin_audit_messages_purged,
  password_asked_again: m.admin_audit_password_asked_again,
  admin_read: m.admin_audit_admin_read,
  refused: m.admin_audit_refused,
  rate_limited: m.admin_audit_rate_limited,
  config_changed: m.admin_audit_config_changed,
}
