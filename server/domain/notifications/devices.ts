import type { PushDevice, PushOutcome, PushSubscriptionInput } from '#protocol/notifications'
import type { App, Principal } from '../../context'
import {
  deleteSubscription,
  type PushSubscriptionRow,
  putSubscription,
  subscriptionsOf,
} from '../../store/push-subscriptions'
import { listSessions } from '../../store/sessions'
import { DomainError } from '../errors'

/** The devices somebody is signed in on, and whether pushes reach them. */
export async function pushDevicesOf(app: App, { account, sessionId }: Principal): Promise<PushDevice[]> {
  const now = Date.now()
  const sessions = await listSessions(app.store, account.id, now)
  const subscriptions = await subscriptionsOf(app.store, account.id, now)
  const bySession = new Map(subscriptions.map((row) => [row.session_id, row]))
  return sessions.map(({ id, device }) => {
    const subscription = bySession.get(id)
    return {
      session_id: id,
      device,
      is_current: id === sessionId,
      is_subscribed: subscription !== undefined,
      last: subscription ? outcomeOf(subscription) : null,
    }
  })
}

/**
 * From now on pushes reach the browser of this session, for as long as it lives.
 * @throws DomainError `invalid` for an address that no push service has
 */
export async function subscribe(
  app: App,
  { account, sessionId }: Principal,
  { endpoint, keys }: PushSubscriptionInput,
): Promise<void> {
  if (app.pusher.rules.read(endpoint) === null) {
    throw new DomainError('invalid', {
      errors: [
        { path: 'endpoint', code: 'custom', detail: 'must be the public HTTPS address of a push service' },
      ],
    })
  }
  await app.store.transaction((tx) =>
    putSubscription(tx, {
      session_id: sessionId,
      account_id: account.id,
      endpoint,
      p256dh: keys.p256dh,
      auth: keys.auth,
      active_at: Date.now(),
    }),
  )
}

/** No push reaches the browser of this session any more. */
export async function unsubscribe(app: App, { sessionId }: Principal): Promise<void> {
  await app.store.transaction((tx) => deleteSubscription(tx, sessionId))
}

/**
 * Rings one of one's own devices, to see whether it does.
 * @throws DomainError `not_found` when no push reaches it
 */
export async function testDevice(app: App, { account }: Principal, sessionId: string): Promise<PushOutcome> {
  const devices = await subscriptionsOf(app.store, account.id, Date.now())
  const device = devices.find((row) => row.session_id === sessionId)
  if (!device) throw new DomainError('not_found')
  const { status, result } = await app.pusher.test(device)
  return { at: new Date().toISOString(), status, is_accepted: result === 'accepted' }
}

function outcomeOf({ last_at, last_status }: PushSubscriptionRow): PushOutcome | null {
  if (last_at === null) return null
  const is_accepted = last_status !== null && last_status >= 200 && last_status < 300
  return { at: new Date(last_at).toISOString(), status: last_status, is_accepted }
}
