import { useState } from 'react'
import { m } from '#catalogue'
import type { Room, RoomMember } from '#protocol/rooms'
import { Face } from '../people/face'
import { useProfile } from '../people/person'
import { useMe } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { MemberActions } from './member-actions'

const roleNames = { owner: m.details_owner, admin: m.details_admin, member: () => '' }

/** One person of the room, with what may be done about them behind a button. */
export function MemberRow({ room, member }: { room: Room; member: RoomMember }) {
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  const name = useProfile(member.id)?.display_name ?? member.username
  const isMe = member.id === me.id
  const mayAct = !isMe && (room.my_role === 'owner' || (room.my_role === 'admin' && member.role === 'member'))

  return (
    <li>
      <div className="flex min-h-11 items-center gap-2.5">
        <Face id={member.id} name={member.username} size="small" />
        <span className="min-w-0 flex-1 truncate font-semibold">
          <bdi>{name}</bdi>
          {name !== member.username && (
            <>
              {' '}
              <bdi className="font-normal text-soft-ink">{member.username}</bdi>
            </>
          )}
          {isMe && <span className="font-normal text-soft-ink"> {m.details_you()}</span>}
        </span>
        <span className="text-small text-soft-ink">{roleNames[member.role]()}</span>
        {mayAct && (
          <IconButton
            icon="details"
            label={m.details_more_about({ name })}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        )}
      </div>
      {isOpen && mayAct && <MemberActions room={room} member={member} onDone={() => setOpen(false)} />}
    </li>
  )
}
