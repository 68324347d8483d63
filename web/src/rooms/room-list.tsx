import { useClient, useReadable } from '../shell/client-context'
import { place } from '../shell/router'
import { phone, useMedia } from '../ui/use-media'
import { useToday } from '../ui/use-today'
import { Waiting } from '../ui/waiting'
import { FirstSteps } from './first-steps'
import { RoomRow } from './room-row'

/** One's own rooms, newest activity first. */
export function RoomList() {
  const { isLoaded, rooms } = useReadable(useClient().rooms)
  const where = useReadable(place)
  const isPhone = useMedia(phone)
  const today = useToday()

  if (!isLoaded) return <Waiting text="Loading your rooms…" />
  if (rooms.length === 0) return <NoRooms isAlone={isPhone} />
  return (
    <nav aria-label="Rooms" className="quiet-scroll min-h-0 flex-1">
      <ul className="flex flex-col gap-0.5 px-2 pt-0.5 pb-4">
        {rooms.map((room) => (
          <RoomRow
            key={room.id}
            room={room}
            today={today}
            isOpen={where.page === 'room' && where.roomId === room.id}
          />
        ))}
      </ul>
    </nav>
  )
}

/** On a phone nothing stands beside the list, so it says itself what to do next. */
function NoRooms({ isAlone }: { isAlone: boolean }) {
  if (!isAlone)
    return <p className="flex-1 px-4 py-2 text-note text-soft-ink">Your rooms will be listed here.</p>
  return (
    <div className="grid flex-1 place-content-center">
      <FirstSteps />
    </div>
  )
}
