import { type MouseEvent, memo } from 'react'
import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { useIsMuted } from '../notifications/use-is-muted'
import { useMe } from '../shell/client-context'
import { closeDrawer } from '../shell/drawer'
import { Link, roomPath } from '../shell/router'
import { IconButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { listTime } from '../ui/time'
import { RoomFace } from './room-face'
import type { Asked } from './room-menu'
import { roomName } from './room-name'
import { RoomPreview } from './room-preview'
import { UnreadBadges } from './unread-badges'
import { useLongPress } from './use-long-press'
import { useIsPeerOnline } from './use-presence'

interface Props {
  room: Room
  isOpen: boolean
  today: Date
  /** What can be done with it is asked for: by the other button, the menu key, a long press or its own button. */
  onAsk: (asked: Asked) => void
}

/** One room of the list: name, time, what was said last, how much is unread. */
export const RoomRow = memo(function RoomRow({ room, isOpen, today, onAsk }: Props) {
  const me = useMe()
  const isOnline = useIsPeerOnline(room)
  const isMuted = useIsMuted(room.id)
  const longPress = useLongPress((point) => onAsk({ roomId: room.id, anchor: point }))

  function askByMenu(event: MouseEvent) {
    event.preventDefault()
    longPress.cancel()
    const isByKey = event.button !== 2
    const anchor = isByKey ? event.currentTarget : { x: event.clientX, y: event.clientY }
    onAsk({ roomId: room.id, anchor })
  }

  return (
    <li className="group relative" onContextMenu={askByMenu}>
      <Link
        href={roomPath(room.id)}
        aria-current={isOpen ? 'page' : undefined}
        onClick={closeDrawer}
        {...longPress.handlers}
        className={`grid grid-cols-[calc(var(--spacing)*10)_minmax(0,1fr)_auto] items-center gap-x-[11px] rounded-medium p-2 -outline-offset-2! [-webkit-touch-callout:none] ${
          isOpen ? 'bg-sheet shadow-sheet' : 'transition-colors duration-120 hover:bg-line/50'
        }`}
      >
        <span className="row-span-2">
          <RoomFace room={room} />
        </span>
        <span className="flex min-w-0 items-center gap-1.5">
          <bdi
            className={`truncate ${isMuted ? 'text-soft-ink' : room.unread_count > 0 ? 'font-bold' : 'font-semibold'}`}
          >
            {roomName(room)}
            {isOnline && <span className="sr-only">{m.rooms_is_online()}</span>}
            {room.pinned_at !== null && <span className="sr-only">{m.rooms_is_pinned()}</span>}
            {isMuted && <span className="sr-only">{m.notifications_muted()}</span>}
          </bdi>
          {room.pinned_at !== null && <Icon name="pin" className="size-3.5 text-soft-ink" />}
          {isMuted && <Icon name="bell_off" className="size-3.5 text-soft-ink" />}
        </span>
        <time
          dateTime={room.last_activity_at}
          className="justify-self-end text-[0.75rem] text-soft-ink group-hover:opacity-0 group-has-[button:focus-visible]:opacity-0 pointer-coarse:opacity-100!"
        >
          {listTime(room.last_activity_at, today)}
        </time>
        <RoomPreview room={room} meId={me.id} isOpen={isOpen} />
        <UnreadBadges room={room} />
      </Link>
      <IconButton
        icon="details"
        label={m.rooms_options_of({ room: roomName(room) })}
        aria-haspopup="menu"
        onClick={(event) => onAsk({ roomId: room.id, anchor: event.currentTarget })}
        className="absolute end-1.5 top-0.5 size-7! bg-sheet text-soft-ink opacity-0 shadow-sheet hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:hidden"
      />
    </li>
  )
})
