import type { Identity } from '#protocol/oauth'
import type { Account, App } from '../../context'
import { note } from '../../domain/audit/note'
import { DomainError } from '../../domain/errors'
import { deleteIdentity, listIdentities } from '../../store/identities'
import type { Device } from '../sessions'
import { requireWayIn } from '../ways-in'
import { requireProvider } from './providers'

/** The services that are connected to an account, of those this server still knows. */
export async function identitiesOf(app: App, account: Account): Promise<Identity[]> {
  const rows = await listIdentities(app.store, account.id)
  return rows.flatMap(({ provider: key, connected_at }) => {
    const provider = app.providers.find((candidate) => candidate.key === key)
    if (!provider) return []
    const { id, label } = provider
    return [{ provider: id, label, connected_at: new Date(connected_at).toISOString() }]
  })
}

/** @throws DomainError `not_found`, `conflict` when no other way in would be left */
export async function disconnect(
  app: App,
  account: Account,
  providerId: string,
  { address }: Device,
): Promise<void> {
  const { key } = requireProvider(app.providers, providerId)
  await app.store.transaction(async (tx) => {
    if (!(await deleteIdentity(tx, account.id, key))) throw new DomainError('not_found')
    await requireWayIn(app, tx, account.id)
    const details = { provider: providerId }
    await note(tx, { event: 'identity_disconnected', account_id: account.id, address, details })
  })
  app.log.info({ event: 'identity_disconnected', account_id: account.id, provider: providerId })
}
