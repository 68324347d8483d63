import { m } from '#catalogue'
import type { Level } from '#protocol/notifications'
import { useClient, useReadable } from '../shell/client-context'
import { Problem } from '../ui/problem'
import { useChanges } from '../ui/use-changes'
import { useFetched } from '../ui/use-fetched'
import { RoomLevelField } from './level-field'

/** For what one is rung in this room. */
export function RoomLevel({ roomId }: { roomId: string }) {
  const client = useClient()
  const choices = useReadable(client.notifications)
  const { problem } = useFetched('notifications', client.loadNotifications)
  const [change, changing] = useChanges((level: Level | null) =>
    client.changeRoomNotifications(roomId, level),
  )
  return (
    <>
      {choices && (
        <RoomLevelField
          label={m.notifications_room_level()}
          level={choices.rooms[roomId] ?? null}
          isBusy={changing.isBusy}
          onChange={change}
        />
      )}
      <Problem text={problem ?? changing.problem} />
    </>
  )
}
