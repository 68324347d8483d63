import { useState } from 'react'
import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { useIsEstranged } from '../contacts/use-contacts'
import { usePolicy } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { onDemand } from '../ui/on-demand'
import { CallButtons } from './call-buttons'

const PeopleHere = onDemand(async () => (await import('./screens/people-here')).PeopleHere)

/** What calls from a room: the other one of two, or where everyone meets in the lobby, whoever is here. */
export function HeaderCalls({ room }: { room: Room }) {
  const policy = usePolicy()
  const isEstranged = useIsEstranged(room)
  if (!policy.calls) return null
  if (room.peer && !room.is_closed && !isEstranged)
    return <CallButtons to={{ roomId: room.id }} peer={room.peer} />
  return room.room_type === 'lobby' && !policy['rooms.direct'] ? <PeopleButton room={room} /> : null
}

function PeopleButton({ room }: { room: Room }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton icon="phone" label={m.calls_people()} onClick={() => setOpen(true)} />
      {isOpen && <PeopleHere room={room} onClose={() => setOpen(false)} />}
    </>
  )
}
