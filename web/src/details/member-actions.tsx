import { m } from '#catalogue'
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
          {m.details_make_admin()}
        </Button>
      )}
      {isOwner && member.role === 'admin' && (
        <Button disabled={isBusy} onClick={() => giveRole('member')}>
          {m.details_make_member()}
        </Button>
      )}
      {isOwner && (
        <ConfirmedAction
          label={m.details_hand_over()}
          question={m.details_hand_over_question({ name })}
          confirm={m.details_hand_over_do()}
          look="main"
          action={async () => {
            await client.api.changeMember(room.id, member.id, 'owner')
            onDone()
          }}
        />
      )}
      <ConfirmedAction
        label={m.details_remove()}
        question={m.details_remove_question({ name })}
        confirm={m.details_remove_do()}
        action={async () => {
          await client.api.removeMember(room.id, member.id)
          onDone()
        }}
      />
      <Problem text={problem} />
    </div>
  )
}
