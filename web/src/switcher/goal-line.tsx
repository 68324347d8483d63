import { m } from '#catalogue'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { termsOf } from '#protocol/search/terms'
import { Face } from '../people/face'
import { useNameOf } from '../people/person'
import { PersonName } from '../people/person-name'
import { RoomFace } from '../rooms/room-face'
import { roomName } from '../rooms/room-name'
import { UnreadBadges } from '../rooms/unread-badges'
import { useRoom } from '../rooms/use-room'
import { Marked } from '../search/marked'
import { useMe } from '../shell/client-context'
import { Icon } from '../ui/icon'
import type { Goal } from './use-goals'

/** One goal as the list shows it. */
export function GoalLine({ goal, query }: { goal: Goal; query: string }) {
  if (goal.kind === 'room')
    return (
      <>
        <RoomFace room={goal.room} />
        <bdi className="block min-w-0 flex-1 truncate text-left font-semibold rtl:text-right">
          {roomName(goal.room)}
        </bdi>
        <UnreadBadges room={goal.room} />
      </>
    )
  if (goal.kind === 'person')
    return (
      <>
        <Face id={goal.person.id} name={goal.person.username} />
        <PersonName person={goal.person} />
      </>
    )
  if (goal.kind === 'message') return <MessageLine message={goal.message} query={query} />
  return (
    <>
      <span className="grid size-10 shrink-0 place-items-center text-soft-ink">
        <Icon name="search" />
      </span>
      <span className="truncate">{m.rooms_search_messages_for({ query: query.trim() })}</span>
    </>
  )
}

type MessageGoal = Extract<Goal, { kind: 'message' }>

function MessageLine({ message, query }: { message: MessageGoal['message']; query: string }) {
  const room = useRoom(message.room_id)
  const origin = useOrigin(message, room)
  return (
    <>
      {room && <RoomFace room={room} />}
      <span className="min-w-0">
        <span className="block truncate text-small text-soft-ink">{origin}</span>
        <bdi className="block truncate text-left rtl:text-right">
          <Marked content={message.content} terms={termsOf(query)} />
        </bdi>
      </span>
    </>
  )
}

/** Who wrote it and where. A direct room has the other's name, which is said once. */
function useOrigin({ sender_id: id, sender_username: username }: Message, room: Room | undefined): string {
  const meId = useMe().id
  const nameOf = useNameOf()
  const name = id === meId ? m.search_you() : nameOf({ id, username })
  if (!room) return name
  if (room.room_type !== 'direct') return m.rooms_message_by({ name, room: roomName(room) })
  return id === meId ? m.rooms_message_to({ name: roomName(room) }) : name
}
