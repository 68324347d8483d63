import { memo } from 'react'
import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { useIsMuted } from '../notifications/use-is-muted'
import { useMe } from '../shell/client-context'
import { closeDrawer } from '../shell/drawer'
import { Link, roomPath } from '../shell/router'
import { listTime } from '../ui/time'
import { RoomFace } from './room-face'
import { roomName } from './room-name'
import { RoomPreview } from './room-preview'
import { UnreadBadges } from './unread-badges'
import { useIsPeerOnline } from './use-presence'

interface Props {
  room: Room
  isOpen: boolean
  today: Date
}

/** One room of the list: name, time, what was said last, how much is unread. */
export const RoomRow = memo(function RoomRow({ room, isOpen, today }: Props) {
  const me = useMe()
  const isOnline = useIsPeerOnline(room)
  const isMuted = useIsMuted(room.id)
  return (
    <li>
      <Link
        href={roomPath(room.id)}
        aria-current={isOpen ? 'page' : undefined}
        onClick={closeDrawer}
        className={`grid grid-cols-[40px_minmax(0,1fr)_auto] items-center gap-x-[11px] rounded-medium p-2 -outline-offset-2! ${
          isOpen ? 'bg-sheet shadow-sheet' : 'transition-colors duration-120 hover:bg-line/50'
        }`}
      >
        <span className="row-span-2">
          <RoomFace room={room} />
        </span>
        <bdi
          className={`truncate ${isMuted ? 'text-soft-ink' : room.unread_count > 0 ? 'font-bold' : 'font-semibold'}`}
        >
          {roomName(room)}
          {isOnline && <span className="sr-only">, online</span>}
          {isMuted && <span className="sr-only">{m.notifications_muted()}</span>}
        </bdi>
        <time dateTime={room.last_activity_at} className="justify-self-end text-[0.75rem] text-soft-ink">
          {listTime(room.last_activity_at, today)}
        </time>
        <RoomPreview room={room} meId={me.id} />
        <UnreadBadges room={room} />
      </Link>
    </li>
  )
})
