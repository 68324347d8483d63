import type { Heads } from '#protocol/frames'
import type { App } from '../../context'
import { headIfBehind, headsChangedSince, membersBehind } from '../../store/heads'

/** The newest numbers of the rooms somebody is in whose logs changed at `since` (milliseconds since 1970) or later. */
export async function changedHeads(app: App, accountId: string, since: number): Promise<Heads> {
  const rows = await headsChangedSince(app.store, { accountId, since })
  return Object.fromEntries(rows.map(({ id, last_seq }) => [id, last_seq]))
}

/** Those in a room whose devices have not confirmed a number of it. */
export function lateIn(app: App, roomId: string, seq: number): Promise<string[]> {
  return membersBehind(app.store, roomId, seq)
}

/** The newest number of a room, if somebody is in it and has not confirmed this one yet. */
export function headIfLate(
  app: App,
  late: { accountId: string; roomId: string; seq: number },
): Promise<number | undefined> {
  return headIfBehind(app.store, late)
}
