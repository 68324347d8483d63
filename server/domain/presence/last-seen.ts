import { limits } from '#protocol/limits'
import type { App } from '../../context'
import * as store from '../../store/presence'

/** The rooms in which nobody is told of somebody's coming and going: those of more than `limits.presenceMembers`. */
export function roomsTooLargeOf(app: App, accountId: string): Promise<string[]> {
  return store.roomIdsOfMoreThan(app.store, accountId, limits.presenceMembers)
}

/**
 * Everyone in these rooms, once for each room they are in, with when they were last seen (ms), if that is known and they
 * show it.
 */
export function lastSeenIn(app: App, roomIds: readonly string[]) {
  return store.lastSeenIn(app.store, roomIds)
}

/** When these people were last seen (ms), if that is known and they show it, by their id. */
export async function lastSeenByIds(
  app: App,
  accountIds: readonly string[],
): Promise<Map<string, number | null>> {
  const rows = await store.lastSeenByIds(app.store, accountIds)
  return new Map(rows.map((row) => [row.id, row.last_seen_at]))
}

/** When somebody was last seen (ms), if that is known and they show it. */
export function lastSeenOf(app: App, accountId: string): Promise<number | null> {
  return store.findLastSeen(app.store, accountId)
}

/** Notes when these people were last seen (ms). A note that is newer already stays. */
export async function noteLastSeen(app: App, accountIds: readonly string[], at: number): Promise<void> {
  await app.store.transaction((tx) => store.setLastSeen(tx, accountIds, at))
}
