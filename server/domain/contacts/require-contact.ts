import type { Account, App } from '../../context'
import { areContacts, isRoomOfStrangers } from '../../store/contacts'
import type { Reads } from '../../store/store'
import { DomainError } from '../errors'

/**
 * Where people find their contacts alone, refuses to bring somebody together with anybody else. Whoever else it is,
 * and whether there is such a person, makes no difference.
 * @throws DomainError `not_a_contact`
 */
export async function requireContacts(
  app: App,
  reads: Reads,
  { id }: Account,
  otherIds: readonly string[],
): Promise<void> {
  if (app.policy.directory !== 'contacts') return
  for (const otherId of otherIds) {
    if (otherId !== id && !(await areContacts(reads, id, otherId))) throw new DomainError('not_a_contact')
  }
}

/**
 * Whether this is the direct room of two people who must be contacts to hear of each other and are not. What was said
 * in it stays; nothing is added, and neither is told what the other does.
 */
export async function areEstranged(
  app: App,
  reads: Reads,
  roomId: string,
  accountId: string,
): Promise<boolean> {
  if (app.policy.directory !== 'contacts') return false
  return isRoomOfStrangers(reads, roomId, accountId)
}
