import { useState } from 'react'
import { m } from '#catalogue'
import type { User } from '#protocol/accounts'
import type { Room, RoomMember } from '#protocol/rooms'
import { PeoplePicker } from '../people/people-picker'
import { useClient, usePolicy } from '../shell/client-context'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'

/** Adds people of this server to the room. They see all that was written before. */
export function AddPeople({ room, members }: { room: Room; members: readonly RoomMember[] }) {
  const client = useClient()
  const [picked, setPicked] = useState<readonly User[]>([])
  const [add, { isBusy, problem }] = useAction(async () => {
    for (const person of picked) {
      await client.api.addMember(room.id, person.id)
      setPicked((left) => left.filter(({ id }) => id !== person.id))
    }
  })

  if (usePolicy().directory === 'none') return null
  return (
    <section className="flex flex-col gap-2">
      <PeoplePicker label={m.details_add_people()} picked={picked} onPicked={setPicked} without={members} />
      {picked.length > 0 && (
        <>
          <p className="text-small text-soft-ink">{m.details_they_see_all()}</p>
          <Button look="main" disabled={isBusy} onClick={() => add()}>
            {m.details_add_count({ count: picked.length })}
          </Button>
        </>
      )}
      <Problem text={problem} />
    </section>
  )
}
