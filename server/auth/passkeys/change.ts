import type { Account, App } from '../../context'
import { note } from '../../domain/audit/note'
import { DomainError } from '../../domain/errors'
import { lockAccount } from '../../store/accounts'
import { deletePasskey, listPasskeys, renamePasskey, setSecondFactor } from '../../store/passkeys'
import type { Device } from '../sessions'
import { requireWayIn } from '../ways-in'

/** @throws DomainError `not_found` */
export async function nameOwnPasskey(app: App, account: Account, id: string, name: string): Promise<void> {
  const isThere = await app.store.transaction((tx) => renamePasskey(tx, account.id, id, name.trim()))
  if (!isThere) throw new DomainError('not_found')
}

/** @throws DomainError `not_found`, `conflict` when it is still asked for or no other way in would be left */
export async function removePasskey(
  app: App,
  account: Account,
  id: string,
  { address }: Device,
): Promise<void> {
  await app.store.transaction(async (tx) => {
    const row = await lockAccount(tx, account.id)
    if (!(await deletePasskey(tx, account.id, id))) throw new DomainError('not_found')
    const isLast = (await listPasskeys(tx, account.id)).length === 0
    if (isLast && row?.second_factor === 'passkey') {
      const detail =
        'This is your last passkey, and one is asked for whenever you sign in. Switch that off first.'
      throw new DomainError('conflict', { detail })
    }
    await requireWayIn(app, tx, account.id)
    await note(tx, { event: 'passkey_removed', account_id: account.id, address })
  })
  app.log.info({ event: 'passkey_removed', account_id: account.id })
}

/**
 * Says whether a passkey is asked for after any other way to sign in.
 * @throws DomainError `conflict` for somebody who has none
 */
export async function requireOwnPasskey(
  app: App,
  account: Account,
  isRequired: boolean,
  { address }: Device,
): Promise<void> {
  await app.store.transaction(async (tx) => {
    await lockAccount(tx, account.id)
    if (isRequired && (await listPasskeys(tx, account.id)).length === 0) {
      throw new DomainError('conflict', { detail: 'Add a passkey first.' })
    }
    await setSecondFactor(tx, account.id, isRequired ? 'passkey' : null)
    const details = { is_required: isRequired }
    await note(tx, { event: 'second_factor_changed', account_id: account.id, address, details })
  })
  app.log.info({ event: 'second_factor_changed', account_id: account.id, is_required: isRequired })
}
