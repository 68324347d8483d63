import type { Transaction } from './store'

/** Where a member has a room in their list. */
export interface Listing {
  pinned_at: number | null
  archived_seq: number | null
  listing_changes: number
}

/** Keeps that. The room is locked, so that no other change is lost. */
export async function setListing(
  tx: Transaction,
  { roomId, accountId }: { roomId: string; accountId: string },
  listing: Listing,
): Promise<void> {
  await tx.db
    .updateTable('members')
    .set(listing)
    .where('room_id', '=', roomId)
    .where('account_id', '=', accountId)
    .execute()
}
