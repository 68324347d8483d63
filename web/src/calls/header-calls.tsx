import { useState } from 'react'
import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { usePolicy } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { onDemand } from '../ui/on-demand'
import { CallButtons } from './call-buttons'
import { useMayCall } from './use-may-call'

const PeopleHere = onDemand(async () => (await import('./screens/people-here')).PeopleHere)

/** What calls from a room: the other one of two, or where everyone meets in the lobby, whoever is here. */
export function HeaderCalls({ room }: { room: Room }) {
  const policy = usePolicy()
  const mayCall = useMayCall(room)
  if (mayCall && room.peer) return <CallButtons to={{ roomId: room.id }} peer={room.peer} />
  const isMeetingPlace = policy.calls && room.room_type === 'lobby' && !policy['rooms.direct']
  return isMeetingPlace ? <PeopleButton room={room} /> : null
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
