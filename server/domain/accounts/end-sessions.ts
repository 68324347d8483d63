import type { App } from '../../context'
import { deleteSessionsBut } from '../../store/sessions'
import type { Transaction } from '../../store/store'

/**
 * Ends all sessions of somebody, but one if `keptId` names it, and closes their sockets once that is committed.
 * Returns how many there were.
 */
export async function endSessionsBut(
  app: App,
  tx: Transaction,
  accountId: string,
  keptId: string | null,
): Promise<number> {
  const sessionIds = await deleteSessionsBut(tx, accountId, keptId)
  tx.afterCommit(() => app.bus.publish({ kind: 'sessions_ended', accountId, sessionIds }))
  return sessionIds.length
}
