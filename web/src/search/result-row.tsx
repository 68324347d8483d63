import type { KeyboardEvent } from 'react'
import { m } from '#catalogue'
import type { Message } from '#protocol/messages'
import type { Term } from '#protocol/search/terms'
import { useNameOf } from '../people/person'
import { RoomFace } from '../rooms/room-face'
import { roomName } from '../rooms/room-name'
import { useRoom } from '../rooms/use-room'
import { useMe } from '../shell/client-context'
import { Link, messagePath } from '../shell/router'
import { momentOf } from '../ui/time'
import { useToday } from '../ui/use-today'
import { Marked } from './marked'

interface Props {
  message: Message
  terms: readonly Term[]
}

/** One message that was found. It leads to its place in the room. */
export function ResultRow({ message, terms }: Props) {
  const meId = useMe().id
  const room = useRoom(message.room_id)
  const nameOf = useNameOf()
  const today = useToday()
  const { sender_id: id, sender_username: username } = message
  if (!room) return null
  return (
    <li>
      <Link
        href={messagePath(room.id, message.seq)}
        onKeyDown={moveByArrows}
        className="grid grid-cols-[40px_minmax(0,1fr)_auto] gap-x-3 rounded-medium p-2.5 -outline-offset-2! hover:bg-shade focus-visible:bg-shade"
      >
        <span className="row-span-2">
          <RoomFace room={room} />
        </span>
        <span className="truncate">
          <span className="font-semibold">{id === meId ? m.search_you() : nameOf({ id, username })}</span>
          {(room.room_type !== 'direct' || id === meId) && (
            <span className="text-small text-soft-ink">
              {' · '}
              <bdi>{roomName(room)}</bdi>
            </span>
          )}
        </span>
        <time dateTime={message.timestamp} className="text-small text-soft-ink">
          {momentOf(message.timestamp, today)}
        </time>
        <span dir="auto" className="col-span-2 line-clamp-2 text-note wrap-anywhere">
          <Marked content={message.content} terms={terms} />
        </span>
      </Link>
    </li>
  )
}

export const searchFieldId = 'search-messages'

/** Up from the first result leads back to the field. */
function moveByArrows(event: KeyboardEvent<HTMLAnchorElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const links = Array.from(event.currentTarget.closest('ol')?.querySelectorAll('a') ?? [])
  const at = links.indexOf(event.currentTarget) + step
  const next = at < 0 ? document.getElementById(searchFieldId) : links[at]
  next?.focus()
}
