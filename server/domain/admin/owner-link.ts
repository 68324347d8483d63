import type { App } from '../../context'
import { hasOwner, setServerRole } from '../../store/people'
import { readSetting, replaceSetting, takeSetting } from '../../store/settings'
import type { Reads } from '../../store/store'
import { note } from '../audit/note'
import { DomainError } from '../errors'
import { hashLinkToken, linkTo, newLinkToken } from './link-token'

const setting = 'owner_link'

/** Makes the link that makes its opener an owner. It is good once, until the next one is made. */
export async function makeOwnerLink(app: App): Promise<string> {
  const token = newLinkToken()
  await app.store.transaction(async (tx) => {
    await replaceSetting(tx, setting, hashLinkToken(token))
    await note(tx, { event: 'owner_link_made', account_id: null, address: null })
  })
  return linkTo(app.config.publicUrl, 'owner', token)
}

/** The link for a server that has no owner and was never given one; null for any other. */
export async function firstOwnerLink(app: App): Promise<string | null> {
  const isSettled = (await hasOwner(app.store)) || (await readSetting(app.store, setting)) !== null
  return isSettled ? null : makeOwnerLink(app)
}

/** Whether this is the mark of the owner's link: who has it may open an account whoever else may. */
export async function isOwnerPass(reads: Reads, pass: string): Promise<boolean> {
  return (await readSetting(reads, setting)) === pass
}

/**
 * Makes somebody an owner, and the link worthless.
 * @throws DomainError `not_found` for a link that is not the newest one or was used
 */
export async function becomeOwner(
  app: App,
  by: { accountId: string; address: string },
  token: string,
): Promise<void> {
  await app.store.transaction(async (tx) => {
    if (!(await takeSetting(tx, setting, hashLinkToken(token)))) {
      throw new DomainError('not_found', { detail: 'This link was used already, or is not the newest one.' })
    }
    await setServerRole(tx, by.accountId, 'owner')
    await note(tx, { event: 'owner_link_used', account_id: by.accountId, address: by.address })
  })
}
