import type { Transaction } from './store'

interface Sighting {
  accountId: string
  /** Names the device, and tells nothing of it. */
  mark: string
  now: number
  /** Devices last seen before this are forgotten. */
  since: number
}

/**
 * Notes that somebody has signed in from a device.
 * @returns whether the account has been seen on others, and never on this one
 */
export async function noteDevice(
  tx: Transaction,
  { accountId, mark, now, since }: Sighting,
): Promise<boolean> {
  await tx.db
    .deleteFrom('known_devices')
    .where('account_id', '=', accountId)
    .where('seen_at', '<', since)
    .execute()
  const known = await tx.db
    .selectFrom('known_devices')
    .select('mark')
    .where('account_id', '=', accountId)
    .execute()
  await tx.db
    .insertInto('known_devices')
    .values({ account_id: accountId, mark, seen_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'mark']).doUpdateSet({ seen_at: now }))
    .execute()
  return known.length > 0 && !known.some((device) => device.mark === mark)
}

export async function forgetDevices(tx: Transaction, accountId: string): Promise<void> {
  await tx.db.deleteFrom('known_devices').where('account_id', '=', accountId).execute()
}
