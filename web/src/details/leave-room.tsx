import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { useClient, useMe } from '../shell/client-context'
import { homePath, replacePlace } from '../shell/router'
import { ConfirmedAction } from '../ui/confirmed-action'

/** The ways out of a room: leaving it, or deleting it for everyone, which only its owner may. */
export function LeaveRoom({ room, isAlone }: { room: Room; isAlone: boolean }) {
  const client = useClient()
  const me = useMe()
  const isOwner = room.my_role === 'owner'

  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      {isOwner && !isAlone && <p className="text-small text-soft-ink">{m.details_hand_over_first()}</p>}
      {!isOwner && (
        <ConfirmedAction
          label={m.details_leave()}
          question={m.details_leave_question()}
          confirm={m.details_leave_do()}
          action={async () => {
            await client.api.removeMember(room.id, me.id)
            replacePlace(homePath)
          }}
        />
      )}
      {isOwner && (
        <ConfirmedAction
          label={m.details_delete()}
          question={m.details_delete_question()}
          confirm={m.details_delete_do()}
          action={async () => {
            await client.api.deleteRoom(room.id)
            replacePlace(homePath)
          }}
        />
      )}
    </section>
  )
}
