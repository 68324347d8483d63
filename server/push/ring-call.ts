import type { Call } from '#protocol/calls'
import { quietHours } from '#protocol/notifications'
import { isQuiet } from '#protocol/ringing'
import type { BusEvent } from '../bus/bus'
import { findChoices } from '../store/notification-choices'
import { usersByIds } from '../store/profiles'
import { subscriptionsOf } from '../store/push-subscriptions'
import { reachableMembers } from '../store/rings'
import type { Store } from '../store/store'
import type { PushPost } from './post'
import { settleDevice } from './ring'

interface Needs {
  store: Store
  post: PushPost
  /** After this nobody waits for an answer any more. */
  ringSeconds: number
  onError(error: unknown): void
}

/**
 * Rings all devices of somebody who is called, at once and no second time: rule N16 of docs/notifications.md. That the
 * call was missed they hear as of a text.
 */
export function createCallRinger({ store, post, ringSeconds, onError }: Needs) {
  const working = new Set<Promise<void>>()

  async function ring(call: Call): Promise<void> {
    const now = Date.now()
    if (!(await wantsToBeRung(call, new Date(now)))) return
    const [devices, [caller]] = await Promise.all([
      subscriptionsOf(store, call.callee.id, now),
      usersByIds(store, [call.caller.id]),
    ])
    const content = {
      kind: 'call' as const,
      call_id: call.id,
      room_id: call.room_id,
      caller: caller?.display_name ?? call.caller.username,
      media: call.media,
    }
    await Promise.all(
      devices.map(async (device) => {
        const delivery = await post.send(device, content, { keptSeconds: ringSeconds })
        await store.transaction((tx) => settleDevice(tx, device, delivery, device.active_at))
      }),
    )
  }

  async function wantsToBeRung({ room_id, callee }: Call, at: Date): Promise<boolean> {
    const members = room_id === null ? [] : await reachableMembers(store, [room_id])
    const level = members.find(({ account_id }) => account_id === callee.id)?.room_level
    const choices = await findChoices(store, callee.id)
    if ((level ?? choices?.level) === 'none') return false
    const quiet = choices?.quiet_hours ? quietHours.parse(JSON.parse(choices.quiet_hours)) : null
    return quiet === null || !isQuiet(quiet, at)
  }

  return {
    hear(event: BusEvent) {
      if (event.kind !== 'account_frame' || event.frame.type !== 'call') return
      const call = event.frame.data
      if (call.phase !== 'ringing' || event.accountId !== call.callee.id) return
      const work = ring(call)
        .catch(onError)
        .finally(() => working.delete(work))
      working.add(work)
    },
    /** Resolves when nothing is on its way any more. */
    async stop() {
      await Promise.all(working)
    },
  }
}
