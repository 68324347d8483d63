import { m } from '#catalogue'
import { useRoom } from '../rooms/use-room'
import { useClient, useReadable } from '../shell/client-context'
import { onDemand } from '../ui/on-demand'
import { Waiting } from '../ui/waiting'
import { OpenRoom } from './open-room'

const ClosedRoom = onDemand(async () => (await import('./closed-room')).ClosedRoom)

/** The room at an address: open, not there yet, or not one's own. */
export function Conversation({ roomId }: { roomId: string }) {
  const { isLoaded } = useReadable(useClient().rooms)
  const room = useRoom(roomId)

  if (room) return <OpenRoom room={room} />
  return isLoaded ? <ClosedRoom roomId={roomId} /> : <Waiting text={m.conversation_loading_room()} />
}
