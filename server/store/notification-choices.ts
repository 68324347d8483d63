import type { Level } from '#protocol/notifications'
import type { NotificationChoicesTable } from './notification-tables'
import type { Reads, Transaction } from './store'

export type NotificationChoices = Omit<NotificationChoicesTable, 'account_id'>

/** What somebody has chosen; undefined when they never did. */
export function findChoices(reads: Reads, accountId: string): Promise<NotificationChoices | undefined> {
  return reads.db
    .selectFrom('notification_choices')
    .select(['level', 'quiet_hours', 'shows_text'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/** Keeps all of it in place of what was chosen before. */
export async function setChoices(
  tx: Transaction,
  accountId: string,
  choices: NotificationChoices,
): Promise<void> {
  await tx.db
    .insertInto('notification_choices')
    .values({ account_id: accountId, ...choices })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(choices))
    .execute()
}

/** The rooms of somebody that have a level of their own, with it. */
export async function roomLevels(reads: Reads, accountId: string): Promise<Record<string, Level>> {
  const rows = await reads.db
    .selectFrom('room_levels')
    .select(['room_id', 'level'])
    .where('account_id', '=', accountId)
    .orderBy('room_id')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.room_id, row.level]))
}

/** Gives a room a level of its own for one of its members, or takes it back. Returns whether that changed anything. */
export async function setRoomLevel(
  tx: Transaction,
  { accountId, roomId }: { accountId: string; roomId: string },
  level: Level | null,
): Promise<boolean> {
  const before = await tx.db
    .selectFrom('room_levels')
    .select('level')
    .where('account_id', '=', accountId)
    .where('room_id', '=', roomId)
    .executeTakeFirst()
  if ((before?.level ?? null) === level) return false
  if (level === null) {
    await tx.db
      .deleteFrom('room_levels')
      .where('account_id', '=', accountId)
      .where('room_id', '=', roomId)
      .execute()
  } else {
    await tx.db
      .insertInto('room_levels')
      .values({ account_id: accountId, room_id: roomId, level })
      .onConflict((conflict) => conflict.columns(['account_id', 'room_id']).doUpdateSet({ level }))
      .execute()
  }
  return true
}
