import type { Account } from '../../context'
import { findAccount } from '../../store/accounts'
import type { Reads } from '../../store/store'

/** Of those in a room, whom somebody may see listed. A guest sees who writes, but is handed no list of people. */
export async function shownMembers<Member extends { id: string }>(
  reads: Reads,
  asker: Account,
  members: Member[],
): Promise<Member[]> {
  const account = await findAccount(reads, asker.id)
  return account?.kind === 'guest' ? members.filter(({ id }) => id === asker.id) : members
}
