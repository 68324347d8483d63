import type { PushSubscriptionsTable } from './notification-tables'
import type { Reads, Transaction } from './store'

export type PushSubscriptionRow = PushSubscriptionsTable

type Fresh = Pick<
  PushSubscriptionsTable,
  'session_id' | 'account_id' | 'endpoint' | 'p256dh' | 'auth' | 'active_at'
>

/**
 * Keeps where pushes reach the browser of a session. A browser has one place: whoever was signed in there before is not
 * reached by it any more.
 */
export async function putSubscription(tx: Transaction, fresh: Fresh): Promise<void> {
  const { session_id, active_at, ...place } = fresh
  await tx.db
    .deleteFrom('push_subscriptions')
    .where('endpoint', '=', place.endpoint)
    .where('auth', '=', place.auth)
    .where('session_id', '<>', session_id)
    .execute()
  await tx.db
    .insertInto('push_subscriptions')
    .values({ ...fresh, rung_since: null, last_at: null, last_status: null })
    .onConflict((conflict) =>
      conflict.column('session_id').doUpdateSet({ ...place, active_at, rung_since: null }),
    )
    .execute()
}

/** Forgets it, if it is still the one at this address. */
export async function deleteSubscription(
  tx: Transaction,
  sessionId: string,
  endpoint?: string,
): Promise<void> {
  await tx.db
    .deleteFrom('push_subscriptions')
    .where('session_id', '=', sessionId)
    .$if(endpoint !== undefined, (query) => query.where('endpoint', '=', endpoint ?? ''))
    .execute()
}

/** Those of a person whose sessions live, last used first. */
export function subscriptionsOf(
  reads: Reads,
  accountId: string,
  now: number,
): Promise<PushSubscriptionRow[]> {
  return reads.db
    .selectFrom('push_subscriptions')
    .innerJoin('sessions', 'sessions.id', 'push_subscriptions.session_id')
    .selectAll('push_subscriptions')
    .where('push_subscriptions.account_id', '=', accountId)
    .where('sessions.expires_at', '>', now)
    .orderBy('push_subscriptions.active_at', 'desc')
    .execute()
}

/** Notes what became of a push. */
export async function noteOutcome(
  tx: Transaction,
  sessionId: string,
  outcome: Pick<PushSubscriptionsTable, 'last_at' | 'last_status' | 'rung_since'>,
): Promise<void> {
  await tx.db.updateTable('push_subscriptions').set(outcome).where('session_id', '=', sessionId).execute()
}
