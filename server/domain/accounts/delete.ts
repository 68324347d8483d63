import { deletedUserName } from '#protocol/profiles'
import type { App } from '../../context'
import { anonymizeAccount, lockAccount } from '../../store/accounts'
import { deleteDraftsOf } from '../../store/drafts'
import { forgetDevices } from '../../store/known-devices'
import { deleteCodesOf } from '../../store/mailed-codes'
import { roomIdsOf } from '../../store/members'
import { deleteMailsTo } from '../../store/outgoing-mails'
import { retireName } from '../../store/retired-names'
import { forgetNotifications } from '../../store/rings'
import { lockRoom } from '../../store/rooms'
import type { Transaction } from '../../store/store'
import { anonymizeFiles } from '../../store/uploads'
import { forgetContacts } from '../contacts/forget'
import { DomainError } from '../errors'
import { departForGood } from '../rooms/depart'
import { endSessionsBut } from './end-sessions'
import { retiredNameMark } from './retired-name'

/**
 * Deletes an account for ever, once it is proven that its owner wants it: nothing that is stored tells any more who
 * they were. What they wrote stays, by nobody in particular; their groups are handed over, their direct rooms closed,
 * their sessions ended with their sockets. Their username is never given out again.
 * @returns the address that mail went to, if they had one
 * @throws DomainError `unauthenticated` when it is deleted already
 */
export async function deleteAccount(app: App, tx: Transaction, id: string): Promise<string | null> {
  // First of all, so that whoever adds them to a room at this moment is waited for, and found below.
  const account = await lockAccount(tx, id)
  if (!account || account.deleted_at !== null) throw new DomainError('unauthenticated')

  const roomIds = (await roomIdsOf(tx, id)).toSorted()
  // Before the account becomes another one: whoever writes in them has locked the room, and names the account after that.
  for (const roomId of roomIds) await lockRoom(tx, roomId)

  await anonymizeAccount(tx, id, deletedUserName, Date.now())
  await retireName(tx, retiredNameMark(app, account.username))
  const ghost = { id, username: deletedUserName }
  await forgetContacts(app, tx, ghost)
  await forgetDevices(tx, id)
  await deleteDraftsOf(tx, id)
  await anonymizeFiles(tx, id)
  await forgetNotifications(tx, id)
  for (const roomId of roomIds) await departForGood(app, tx, ghost, roomId)

  if (account.email !== null) await deleteMailsTo(tx, account.email)
  await deleteCodesOf(tx, { accountId: id, phoneMark: account.phone_mark })
  await endSessionsBut(app, tx, id, null)
  tx.afterCommit(() => {
    app.removal.wake()
    app.log.info({ event: 'account_deleted', account_id: id })
  })
  return account.email_key === null ? null : account.email
}
