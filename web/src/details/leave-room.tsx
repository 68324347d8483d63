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
      {isOwner && !isAlone && (
        <p className="text-small text-soft-ink">To leave, hand the room over to somebody first.</p>
      )}
      {!isOwner && (
        <ConfirmedAction
          label="Leave the room"
          question="Leave the room? You no longer see its messages, and come back only when somebody adds you."
          confirm="Leave"
          action={async () => {
            await client.api.removeMember(room.id, me.id)
            replacePlace(homePath)
          }}
        />
      )}
      {isOwner && (
        <ConfirmedAction
          label="Delete the room"
          question="Delete the room for everyone? All its messages go and nobody can bring them back."
          confirm="Delete for everyone"
          action={async () => {
            await client.api.deleteRoom(room.id)
            replacePlace(homePath)
          }}
        />
      )}
    </section>
  )
}
