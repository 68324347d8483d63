import type { PushSubscriptionRow } from '../store/push-subscriptions'

/** A device that was rung for so long without anybody coming is passed over, and the next one rings. */
export const patienceMs = 60_000

/**
 * The device somebody used last, of those that were not rung in vain already; `a_page` where they are at one that takes
 * no pushes, which speaks up by itself.
 */
export function chooseDevice(
  devices: readonly PushSubscriptionRow[],
  present: ReadonlyMap<string, number>,
  now: number,
): PushSubscriptionRow | 'a_page' | null {
  if (devices.length === 0) return null
  const usedAt = ({ session_id, active_at }: PushSubscriptionRow) =>
    Math.max(active_at, present.get(session_id) ?? 0)
  const isInVain = (device: PushSubscriptionRow) =>
    device.rung_since !== null && device.rung_since > usedAt(device) && now - device.rung_since >= patienceMs
  const waiting = devices.filter((device) => !isInVain(device))
  const candidates = waiting.length > 0 ? waiting : devices
  const [last] = candidates.toSorted((one, other) => usedAt(other) - usedAt(one))
  const subscribed = new Set(devices.map(({ session_id }) => session_id))
  const pageAt = Math.max(0, ...[...present].flatMap(([id, at]) => (subscribed.has(id) ? [] : [at])))
  return last && usedAt(last) >= pageAt ? last : 'a_page'
}
