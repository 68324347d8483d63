import type { App, Principal } from '../context'
import { deleteAccount } from '../domain/accounts/delete'
import { note } from '../domain/audit/note'
import { lettersOf } from '../mail/letters'
import { findAccount } from '../store/accounts'
import { type Evidence, requireProof } from './proof/require-proof'

/**
 * Deletes one's own account, which cannot be undone, once it is proven whose wish it is.
 * @throws DomainError as `requireProof` does
 */
export async function deleteOwnAccount(app: App, principal: Principal, evidence: Evidence): Promise<void> {
  const { account } = principal
  const { address, language } = evidence.device
  await requireProof(app, principal, 'deletion', evidence)
  await app.store.transaction(async (tx) => {
    const chosen = (await findAccount(tx, account.id))?.language
    const email = await deleteAccount(app, tx, account.id)
    await note(tx, { event: 'account_deleted', account_id: account.id, address })
    const letters = lettersOf(app.config.publicUrl, chosen ?? language)
    if (email !== null) await app.mailer.queue(tx, email, letters.accountDeleted())
  })
}
