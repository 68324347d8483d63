import type { ProofWays } from '#protocol/proofs'
import type { Account, App } from '../../context'
import { findAccount } from '../../store/accounts'
import { listPasskeys } from '../../store/passkeys'
import { provenEmail } from '../mail-link'
import { identitiesOf } from '../oauth/identities'

/** By what this person can prove that it is they, of what they have and this server takes. */
export async function proofWaysOf(app: App, account: Account): Promise<ProofWays> {
  const row = await findAccount(app.store, account.id)
  const passkeys = app.policy['sign_in.passkey'] ? await listPasskeys(app.store, account.id) : []
  const identities = await identitiesOf(app, account)
  return {
    has_password: row?.password_hash != null,
    has_code: app.mailer.isOn && row !== undefined && provenEmail(row) !== null,
    has_passkey: passkeys.length > 0,
    services: identities.map(({ provider: id, label }) => ({ id, label })),
  }
}
