import type { ChangeRoom, Room } from '#protocol/rooms'
import type { Account, App } from '../../context'
import { memberIds } from '../../store/members'
import { deleteRoomRows, type LockedRoom, updateRoom } from '../../store/rooms'
import type { Transaction } from '../../store/store'
import { note } from '../audit/note'
import { appendEvent } from '../messages/append'
import { changeRetention } from './change-retention'
import { lockGroupAs } from './require-member'
import { tellRemoved } from './tell'
import { viewRoom } from './view'

/**
 * Renames or describes a group, or says how long it keeps its messages; each change is an entry of its log.
 * @throws DomainError `not_a_member`, `forbidden`, `invalid` for longer than the server keeps them
 */
export async function changeRoom(app: App, actor: Account, roomId: string, input: ChangeRoom): Promise<Room> {
  return app.store.transaction(async (tx) => {
    const { room } = await lockGroupAs(tx, roomId, actor.id, ['owner', 'admin'])
    const { name, description, retention_days } = input
    let current = room
    if (name !== undefined && name !== room.name) {
      await updateRoom(tx, roomId, { name })
      current = await appendEvent(app, tx, current, { actor, message_type: 'room_renamed', content: name })
    }
    if (description !== undefined && description !== room.description) {
      await updateRoom(tx, roomId, { description })
      current = await appendEvent(app, tx, current, {
        actor,
        message_type: 'room_described',
        content: description,
      })
    }
    if (retention_days !== undefined) {
      await changeRetention(app, tx, current, { actor, days: retention_days })
    }
    return viewRoom(tx, actor.id, roomId)
  })
}

/**
 * Deletes a group with its log, for everyone.
 * @throws DomainError `not_a_member`, `forbidden`
 */
export async function deleteRoom(app: App, actor: Account, roomId: string): Promise<void> {
  await app.store.transaction(async (tx) => {
    const { room } = await lockGroupAs(tx, roomId, actor.id, ['owner'])
    await removeRoom(app, tx, actor, room)
  })
}

/** Removes the rows of a locked room and tells everyone who was in it. */
export async function removeRoom(app: App, tx: Transaction, actor: Account, room: LockedRoom): Promise<void> {
  const details = { room_id: room.id }
  await note(tx, { event: 'room_deleted', account_id: actor.id, address: null, details })
  for (const accountId of await memberIds(tx, room.id)) tellRemoved(app, tx, room.id, accountId)
  await deleteRoomRows(tx, room.id)
  tx.afterCommit(() => app.removal.wake())
}
