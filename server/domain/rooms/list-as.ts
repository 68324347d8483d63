import type { ChangeListing, Room, RoomListing } from '#protocol/rooms'
import type { Account, App } from '../../context'
import { type Listing, setListing } from '../../store/listings'
import type { Transaction } from '../../store/store'
import { lockRoomAsMember } from './require-member'
import { tellListed } from './tell'
import { isListed, viewRoom } from './view'

/**
 * Pins or archives a room in the list of one of its members, or takes that back, and tells the devices of that person.
 * What was pinned keeps its place. A room is never archived past its newest number, so what comes next shows it again.
 * @throws DomainError `not_a_member`
 */
export async function listRoomAs(
  app: App,
  person: Account,
  roomId: string,
  { is_pinned, archived_seq }: ChangeListing,
): Promise<RoomListing> {
  return app.store.transaction(async (tx) => {
    const { room, member } = await lockRoomAsMember(tx, roomId, person.id)
    const wasPinned = member.pinned_at !== null
    const now: Listing = {
      pinned_at: is_pinned === undefined || is_pinned === wasPinned ? member.pinned_at : pinnedAt(is_pinned),
      archived_seq: archived_seq === undefined ? member.archived_seq : atMost(archived_seq, room.last_seq),
      listing_changes: member.listing_changes + 1,
    }
    if (now.pinned_at === member.pinned_at && now.archived_seq === member.archived_seq)
      return toListing(roomId, member)

    const accountId = person.id
    await setListing(tx, { roomId, accountId }, now)
    const data = toListing(roomId, now)
    tx.afterCommit(() => {
      app.bus.publish({ kind: 'account_frame', accountId, frame: { type: 'room_listing', data } })
    })
    return data
  })
}

/** The direct room that somebody has opened is in their list from now on, also while there is nothing in it. */
export async function listOpened(app: App, tx: Transaction, person: Account, roomId: string): Promise<Room> {
  const { member } = await lockRoomAsMember(tx, roomId, person.id)
  const found = await viewRoom(tx, person.id, roomId)
  if (isListed(found, person.id)) return found

  const { pinned_at, archived_seq, listing_changes } = member
  const now: Listing = { pinned_at, archived_seq, listing_changes: listing_changes + 1 }
  await setListing(tx, { roomId, accountId: person.id }, now)
  const room = { ...found, listing_changes: now.listing_changes }
  tellListed(app, tx, person.id, room)
  return room
}

function pinnedAt(is_pinned: boolean): number | null {
  return is_pinned ? Date.now() : null
}

function atMost(seq: number | null, most: number): number | null {
  return seq === null ? null : Math.min(seq, most)
}

function toListing(room_id: string, { pinned_at, archived_seq, listing_changes }: Listing): RoomListing {
  const pinned = pinned_at === null ? null : new Date(pinned_at).toISOString()
  return { room_id, pinned_at: pinned, archived_seq, listing_changes }
}
