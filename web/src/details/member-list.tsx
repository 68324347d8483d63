import { getLocale } from '#locale'
import type { Role, Room, RoomMember } from '#protocol/rooms'
import { calledBy } from '../people/person'
import { MemberRow } from './member-row'

const order: Record<Role, number> = { owner: 0, admin: 1, member: 2 }

/** Everyone in the room: the owner first, then admins, then members, each by name. */
export function MemberList({ room, members }: { room: Room; members: readonly RoomMember[] }) {
  const sorted = members.toSorted(
    (one, other) =>
      order[one.role] - order[other.role] || calledBy(one).localeCompare(calledBy(other), getLocale()),
  )
  return (
    <ul aria-labelledby="members" className="flex flex-col gap-0.5">
      {sorted.map((member) => (
        <MemberRow key={member.id} room={room} member={member} />
      ))}
    </ul>
  )
}
