import { useRoom } from '../rooms/use-room'
import { useClient, useReadable } from '../shell/client-context'
import { homePath, Link } from '../shell/router'
import { Waiting } from '../ui/waiting'
import { OpenRoom } from './open-room'

/** The room at an address: open, not there yet, or not one's own. */
export function Conversation({ roomId }: { roomId: string }) {
  const { isLoaded } = useReadable(useClient().rooms)
  const room = useRoom(roomId)

  if (room) return <OpenRoom room={room} />
  return isLoaded ? <NoSuchRoom /> : <Waiting text="Loading the room…" />
}

function NoSuchRoom() {
  return (
    <div className="grid h-full place-content-center justify-items-center gap-3 p-6 text-center">
      <h1 className="text-title font-bold">This room isn't open to you</h1>
      <p className="text-soft-ink">It may be gone, or you are not a member of it.</p>
      <Link
        href={homePath}
        className="rounded-medium px-4 py-2 font-semibold text-accent hover:bg-accent-wash"
      >
        Back to your rooms
      </Link>
    </div>
  )
}
