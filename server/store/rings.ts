import type { Level } from '#protocol/notifications'
import type { RoomType } from '#protocol/rooms'
import type { RingsTable } from './notification-tables'
import type { Reads, Transaction } from './store'

export type Ring = RingsTable

/** The members of these rooms whom a push can reach at all, with what they want to be rung for. */
export function reachableMembers(reads: Reads, roomIds: readonly string[]) {
  return reads.db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .leftJoin('notification_choices as choices', 'choices.account_id', 'members.account_id')
    .leftJoin('room_levels as own', (join) =>
      join.onRef('own.account_id', '=', 'members.account_id').onRef('own.room_id', '=', 'members.room_id'),
    )
    .where('members.room_id', 'in', roomIds)
    .where('members.account_id', 'in', (select) =>
      select.selectFrom('push_subscriptions').select('account_id'),
    )
    .select([
      'members.room_id',
      'members.account_id',
      'rooms.room_type',
      'choices.level',
      'choices.quiet_hours',
    ])
    .select('own.level as room_level')
    .execute() as Promise<ReachableMember[]>
}

export interface ReachableMember {
  room_id: string
  account_id: string
  room_type: RoomType
  level: Level | null
  quiet_hours: string | null
  room_level: Level | null
}

type NewRing = Pick<Ring, 'account_id' | 'room_id' | 'seq' | 'due_at' | 'expires_at'>

/** Lets a room ring for somebody. A ring that waits already goes on with this text, at once if it is due later. */
export async function putRings(tx: Transaction, rings: readonly NewRing[]): Promise<void> {
  if (rings.length === 0) return
  await tx.db
    .insertInto('rings')
    .values(rings.map((ring) => ({ ...ring, devices_rung: 0, attempts: 0 })))
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'room_id']).doUpdateSet((set) => ({
        seq: set.ref('excluded.seq'),
        expires_at: set.ref('excluded.expires_at'),
        devices_rung: 0,
        due_at: set
          .case()
          .when(set.or([set('rings.attempts', '>', 0), set('rings.due_at', '<', set.ref('excluded.due_at'))]))
          .then(set.ref('rings.due_at'))
          .else(set.ref('excluded.due_at'))
          .end(),
      })),
    )
    .execute()
}

/** When the next ring is due; undefined when none waits. */
export async function nextRingDue(reads: Reads): Promise<number | undefined> {
  const row = await reads.db
    .selectFrom('rings')
    .select('due_at')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at
}

/** At most `limit` rings that are due, the longest waiting first. */
export function dueRings(reads: Reads, now: number, limit: number): Promise<Ring[]> {
  return reads.db
    .selectFrom('rings')
    .selectAll()
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** Takes a ring for one attempt, after which it is due again unless that is noted. Returns false when somebody else has it. */
export async function takeRing(tx: Transaction, ring: Ring, dueAgainAt: number): Promise<boolean> {
  const row = await tx.db
    .updateTable('rings')
    .set({ attempts: ring.attempts + 1, due_at: dueAgainAt })
    .where('account_id', '=', ring.account_id)
    .where('room_id', '=', ring.room_id)
    .where('attempts', '=', ring.attempts)
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Says how a taken ring goes on. One that has got a newer text meanwhile is due at once, as if it were new. */
export async function continueRing(
  tx: Transaction,
  ring: Ring,
  next: Pick<Ring, 'devices_rung' | 'attempts' | 'due_at'>,
): Promise<void> {
  const own = tx.db
    .updateTable('rings')
    .where('account_id', '=', ring.account_id)
    .where('room_id', '=', ring.room_id)
  await own
    .set((set) => ({
      attempts: next.attempts,
      devices_rung: set.case().when('seq', '=', ring.seq).then(next.devices_rung).else(0).end(),
      due_at: set.case().when('seq', '=', ring.seq).then(next.due_at).else(Date.now()).end(),
    }))
    .execute()
}

/** Ends a ring, unless it has got a newer text meanwhile. */
export async function endRing(tx: Transaction, ring: Ring): Promise<void> {
  const row = await tx.db
    .deleteFrom('rings')
    .where('account_id', '=', ring.account_id)
    .where('room_id', '=', ring.room_id)
    .where('seq', '=', ring.seq)
    .returning('account_id')
    .executeTakeFirst()
  if (!row) await continueRing(tx, ring, { devices_rung: 0, attempts: 0, due_at: Date.now() })
}

/** What the room of a ring is called; undefined when it is gone. */
export function roomOfRing(reads: Reads, roomId: string) {
  return reads.db
    .selectFrom('rooms')
    .select(['name', 'room_type'])
    .where('id', '=', roomId)
    .executeTakeFirst()
}

/** Forgets what somebody was to be rung for, and what they chose. */
export async function forgetNotifications(tx: Transaction, accountId: string): Promise<void> {
  for (const table of ['rings', 'notification_choices'] as const) {
    await tx.db.deleteFrom(table).where('account_id', '=', accountId).execute()
  }
}
