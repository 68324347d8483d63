import { useEffect, useEffectEvent, useState } from 'react'
import type { LogState } from '#client/state/types'
import type { Room } from '#protocol/rooms'
import { useClient } from '../shell/client-context'
import { useAction } from '../ui/use-action'
import { startOf, type Target } from './start'

/**
 * Opens the log of a room where its timeline will begin, at `start`. `isOpened` is false as long as something else of the log is held,
 * unless that is all there is to be had for now.
 */
export function useOpening(room: Room, log: LogState) {
  const client = useClient()
  const [start] = useState(() => startOf(room, client.rooms.get().isKept))
  const [isOpened, setOpened] = useState(() => isHeld(log, start))
  const [open, { problem }] = useAction(async () => {
    if (start.at === 'end') await client.openLog(room.id).then(() => client.toNewest(room.id))
    else await client.openLog(room.id, start.seq)
  })

  const openAtFirst = useEffectEvent(() => open().then(() => setOpened(true)))
  useEffect(() => {
    void openAtFirst()
    return () => client.leaveLog(room.id)
  }, [client, room.id])

  return { start, open, isOpened, problem }
}

function isHeld({ messages, hasNewer }: LogState, start: Target): boolean {
  return start.at === 'end' ? !hasNewer : messages.some(({ seq }) => seq === start.seq)
}
