import { m } from '#catalogue'
import { FirstSteps } from '../rooms/first-steps'
import { useClient, useReadable } from './client-context'

/** What stands beside the room list while no room is open. */
export function Home() {
  const { isLoaded, rooms } = useReadable(useClient().rooms)
  if (!isLoaded) return null
  return (
    <div className="grid h-full place-content-center p-6">
      {rooms.length === 0 ? <FirstSteps /> : <p className="text-soft-ink">{m.shell_pick_room()}</p>}
    </div>
  )
}
