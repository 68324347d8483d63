import type { Passkey, PasskeyList } from '#protocol/passkeys'
import type { Account, App } from '../../context'
import { findAccount } from '../../store/accounts'
import { listPasskeys, type PasskeyRow } from '../../store/passkeys'

/** The passkeys of an account, oldest first. */
export async function passkeysOf(app: App, account: Account): Promise<PasskeyList> {
  const rows = await listPasskeys(app.store, account.id)
  const row = await findAccount(app.store, account.id)
  return { passkeys: rows.map(toPasskey), is_required: row?.second_factor === 'passkey' }
}

export function toPasskey({ id, name, created_at, last_used_at }: PasskeyRow): Passkey {
  return {
    id,
    name,
    created_at: timestamp(created_at),
    last_used_at: last_used_at === null ? null : timestamp(last_used_at),
  }
}

function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
