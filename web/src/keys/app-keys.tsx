import type { Client } from '#client/client'
import { sectionsOf } from '../rooms/sections'
import { useClient, useReadable } from '../shell/client-context'
import { closeDrawer } from '../shell/drawer'
import { goBack, goTo, place, roomPath, searchPath } from '../shell/router'
import { isSwitcherOpen } from '../switcher/switcher-open'
import { onDemand } from '../ui/on-demand'
import { areKeysListed } from './keys-listed'
import { goToRegion } from './regions'
import { roomBeside } from './step'
import { useStrayKeys } from './stray-keys'
import { useKeys } from './use-keys'

const KeysDialog = onDemand(async () => (await import('./keys-dialog')).KeysDialog)

/** What the keys of the workspace do, and the list of them. */
export function AppKeys() {
  const client = useClient()
  const isListed = useReadable(areKeysListed)

  useKeys({
    switch: () => isSwitcherOpen.set(true),
    search: () => goTo(searchPath('')),
    next_region: () => goToRegion(1),
    previous_region: () => goToRegion(-1),
    list_keys: () => areKeysListed.set(true),
    list_keys_not_writing: () => areKeysListed.set(true),
    leave: () => leave(client),
    previous_room: () => goBeside(client, -1, false),
    next_room: () => goBeside(client, 1, false),
    previous_unread: () => goBeside(client, -1, true),
    next_unread: () => goBeside(client, 1, true),
  })
  // After the keys above, which come first.
  useStrayKeys()

  return isListed && <KeysDialog onClose={() => areKeysListed.set(false)} />
}

/** Marks the open room as read. A search is left for the page before it. */
function leave(client: Client): boolean {
  const where = place.get()
  if (where.page === 'search') {
    goBack()
    return true
  }
  const room = openRoom(client)
  if (room) client.markRead(room.id, room.last_seq)
  return room !== undefined
}

function goBeside(client: Client, step: 1 | -1, isUnread: boolean) {
  const { shown } = sectionsOf(client.rooms.get().rooms, client.notifications.get())
  const next = roomBeside(shown, openRoom(client)?.id ?? null, step, isUnread)
  if (!next) return
  closeDrawer()
  goTo(roomPath(next.id))
}

function openRoom(client: Client) {
  const where = place.get()
  if (where.page !== 'room') return undefined
  return client.rooms.get().rooms.find(({ id }) => id === where.roomId)
}
