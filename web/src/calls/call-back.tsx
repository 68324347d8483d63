import { m } from '#catalogue'
import { readCallContent } from '#protocol/calls'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { useInnerTabIndex } from '../conversation/line-focus'
import { useRoom } from '../rooms/use-room'
import { Button } from '../ui/button'
import { CallScreens } from './call-layer'
import { useIsCalling, useMayCall } from './use-may-call'
import { wanted } from './wanted'

/** Calls back whoever was missed, as they had called: with or without a picture. Nothing where nobody can be called. */
export function CallBack({ missed }: { missed: Message }) {
  const room = useRoom(missed.room_id)
  return room ? <InRoom room={room} missed={missed} /> : null
}

function InRoom({ room, missed }: { room: Room; missed: Message }) {
  const mayCall = useMayCall(room)
  const isBusy = useIsCalling()
  const tabIndex = useInnerTabIndex()
  if (!mayCall || !room.peer) return null
  const { id: roomId, peer } = room
  const { media } = readCallContent(missed.content)
  return (
    <Button
      look="quiet"
      disabled={isBusy}
      tabIndex={tabIndex}
      onClick={() => wanted.set({ to: { roomId }, peer, media })}
      onPointerEnter={CallScreens.prefetch}
      onFocus={CallScreens.prefetch}
      className="min-h-8 px-2"
    >
      {m.calls_back()}
    </Button>
  )
}
