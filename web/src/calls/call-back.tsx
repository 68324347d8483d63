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

interface Props {
  /** Tells of a call that was not answered. */
  message: Message
  isMine: boolean
}

/** Calls once more, or back, as the call was made: with or without a picture. Nothing where nobody can be called. */
export function CallBack(props: Props) {
  const room = useRoom(props.message.room_id)
  return room ? <InRoom room={room} {...props} /> : null
}

function InRoom({ room, message, isMine }: Props & { room: Room }) {
  const mayCall = useMayCall(room)
  const isBusy = useIsCalling()
  const tabIndex = useInnerTabIndex()
  if (!mayCall || !room.peer) return null
  const { id: roomId, peer } = room
  const { media } = readCallContent(message.content)
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
      {isMine ? m.calls_again() : m.calls_back()}
    </Button>
  )
}
