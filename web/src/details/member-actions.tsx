import type { Role, Room, RoomMember } from '#protocol/rooms'
import { useNameOf } from '../people/person'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { ConfirmedAction } from '../ui/confirmed-action'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'

interface Props {
  room: Room
  member: RoomMember
  onDone: () => void
}

/** What an owner or an admin may do about a member: give a role, hand the room over, remove. */
export function MemberActions({ room, member, onDone }: Props) {
  const client = useClient()
  const name = useNameOf()(member)
  const isOwner = room.my_role === 'owner'
  const [giveRole, { isBusy, problem }] = useAction(async (role: Role) => {
    await client.api.changeMember(room.id, member.id, role)
    onDone()
  })

  return (
    <div className="flex flex-col gap-2 py-2 ps-[44px]">
      {isOwner && member.role === 'member' && (
        <Button disabled={isBusy} onClick={() => giveRole('admin')}>
          Make an admin
        </Button>
      )}
      {isOwner && member.role === 'admin' && (
        <Button disabled={isBusy} onClick={() => giveRole('member')}>
          Make a plain member
        </Button>
      )}
      {isOwner && (
        <ConfirmedAction
          label="Hand the room over"
          question={`${name} becomes the owner and you become an admin. Only they can undo this.`}
          confirm="Hand over"
          look="main"
          action={async () => {
            await client.api.changeMember(room.id, member.id, 'owner')
            onDone()
          }}
        />
      )}
      <ConfirmedAction
        label="Remove from the room"
        question={`Remove ${name}? They no longer see the room or its messages.`}
        confirm="Remove"
        action={async () => {
          await client.api.removeMember(room.id, member.id)
          onDone()
        }}
      />
      <Problem text={problem} />
    </div>
  )
}
