import { useEffect } from 'react'
import type { Room } from '#protocol/rooms'
import { useMe, useReadable } from '../shell/client-context'
import { onDemand } from '../ui/on-demand'
import { Description } from './description'
import { DropTarget } from './drop-target'
import { restoreChoice } from './kept-choice'
import { viewed } from './viewing'

const Viewer = onDemand(async () => (await import('./viewer')).Viewer)

interface Props {
  room: Room
  /** Null where nothing may be added. */
  onChoose: ((files: readonly File[]) => void) | null
}

/** What lies over a conversation: where files are dropped, and the one that is looked at. */
export function RoomFiles({ room, onChoose }: Props) {
  const fileId = useReadable(viewed)
  const meId = useMe().id
  useEffect(() => void restoreChoice({ meId, roomId: room.id }), [meId, room.id])

  function leaveViewer() {
    viewed.set(null)
    // What opened it is gone where the message was deleted meanwhile.
    const { activeElement } = document
    const isLost = activeElement === document.body || activeElement?.closest('dialog')
    if (isLost) document.querySelector('main')?.focus()
  }

  return (
    <>
      {onChoose && <DropTarget onDrop={onChoose} />}
      <Description roomId={room.id} />
      {fileId !== null && <Viewer room={room} fileId={fileId} onClose={leaveViewer} />}
    </>
  )
}
