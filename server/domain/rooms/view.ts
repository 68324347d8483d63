import type { Message } from '#protocol/messages'
import type { Room, RoomList, RoomWithMembers } from '#protocol/rooms'
import type { Account, App } from '../../context'
import { listMembers, roomIdsOf } from '../../store/members'
import { messagesBefore, newestEntries } from '../../store/messages'
import { usersByIds } from '../../store/profiles'
import { type RoomView, roomViews } from '../../store/room-views'
import type { Reads } from '../../store/store'
import { shownMembers } from '../accounts/shown-members'
import { DomainError } from '../errors'

/** The rooms in the list of somebody, newest activity first. */
export async function listRooms(app: App, account: Account): Promise<RoomList> {
  const views = await roomViews(app.store, account.id).execute()
  const newest = await newestEntries(app.store, account.id)
  const rooms = views
    .filter((view) => isListed(view, account.id))
    .map((view) => toRoom(view, newest.get(view.id) ?? null))
  const people = await usersByIds(
    app.store,
    rooms.flatMap((room) => room.last_message?.sender_id ?? []),
  )
  return { rooms, people }
}

/**
 * Whether a room is in the list of its member. A direct room that only the other one has opened, and wrote nothing in
 * yet, is not: nobody is bothered before there is something to read.
 */
export function isListed(
  room: Pick<Room, 'room_type' | 'last_seq' | 'created_by' | 'listing_changes'>,
  accountId: string,
): boolean {
  const { room_type, last_seq, created_by, listing_changes } = room
  return room_type !== 'direct' || last_seq > 0 || created_by === accountId || listing_changes > 0
}

/** The ids of all rooms somebody is in, listed or not. */
export function roomIdsOfMember(app: App, accountId: string): Promise<string[]> {
  return roomIdsOf(app.store, accountId)
}

/**
 * One room as this member sees it.
 * @throws DomainError `not_a_member`
 */
export async function viewRoom(reads: Reads, accountId: string, roomId: string): Promise<Room> {
  const view = await roomViews(reads, accountId).where('rooms.id', '=', roomId).executeTakeFirst()
  if (!view) throw new DomainError('not_a_member')
  const [newest] = await messagesBefore(reads, roomId, view.last_seq + 1, 1)
  return toRoom(view, newest ?? null)
}

/**
 * One room with everyone in it.
 * @throws DomainError `not_a_member`
 */
export async function viewRoomWithMembers(
  app: App,
  account: Account,
  roomId: string,
): Promise<RoomWithMembers> {
  const room = await viewRoom(app.store, account.id, roomId)
  const members = await shownMembers(app.store, account, await listMembers(app.store, roomId))
  return {
    ...room,
    members: members.map(({ joined_at, ...member }) => ({ ...member, joined_at: toTimestamp(joined_at) })),
  }
}

function toRoom(view: RoomView, newest: Message | null): Room {
  return {
    id: view.id,
    room_type: view.room_type,
    name: view.name,
    description: view.description,
    retention_days: view.retention_days,
    created_by: view.created_by,
    created_at: toTimestamp(view.created_at),
    last_activity_at: toTimestamp(view.last_activity_at),
    last_seq: view.last_seq,
    last_message: newest,
    peer:
      view.peer_id === null || view.peer_username === null
        ? null
        : {
            id: view.peer_id,
            username: view.peer_username,
            display_name: view.peer_display_name,
            color: view.peer_color,
          },
    member_count: view.member_count ?? 0,
    is_closed: view.closed_at !== null,
    my_role: view.my_role,
    read_seq: view.read_seq,
    unread_after: view.unread_after,
    unread_count: view.unread_count ?? 0,
    mention_count: view.mention_count ?? 0,
    read_changes: view.read_changes,
    pinned_at: view.pinned_at === null ? null : toTimestamp(view.pinned_at),
    archived_seq: view.archived_seq,
    listing_changes: view.listing_changes,
  }
}

function toTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
