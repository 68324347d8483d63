import { m } from '#catalogue'
import { useClient, useReadable } from '../shell/client-context'
import { drawerButtonId, openDrawer } from '../shell/drawer'
import { IconButton } from '../ui/button'

/** Opens the room list on a phone. It shows whether something is unread in other rooms than this. */
export function DrawerButton({ roomId }: { roomId?: string }) {
  const { rooms } = useReadable(useClient().rooms)
  const unread = rooms.reduce((sum, room) => sum + (room.id === roomId ? 0 : room.unread_count), 0)
  return (
    <span className="relative -ms-2 wide:hidden">
      <IconButton
        id={drawerButtonId}
        icon="list"
        label={unread > 0 ? m.rooms_open_unread({ count: unread }) : m.rooms_rooms()}
        onClick={openDrawer}
      />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute end-1 top-1.5 size-2.5 rounded-full border-2 border-paper bg-signal"
        />
      )}
    </span>
  )
}
