import { m } from '#catalogue'
import { guestNumber } from '#protocol/profiles'
import type { Room } from '#protocol/rooms'
import { Face } from '../../people/face'
import { PersonName } from '../../people/person-name'
import { useClient, useMe, useReadable } from '../../shell/client-context'
import { Dialog } from '../../ui/dialog'
import { Problem } from '../../ui/problem'
import { useFetched } from '../../ui/use-fetched'
import { Waiting } from '../../ui/waiting'
import { CallButtons } from '../call-buttons'

/** Everyone in a room whom one could call now: no guests. */
export function PeopleHere({ room, onClose }: { room: Room; onClose: () => void }) {
  const client = useClient()
  const meId = useMe().id
  const present = useReadable(client.presence)
  const { value, problem } = useFetched(room.member_count, () => client.api.room(room.id))
  const here = value?.members.filter(
    ({ id, username }) => id !== meId && present.get(id)?.is_online && guestNumber(username) === null,
  )
  return (
    <Dialog title={m.calls_people()} onClose={onClose}>
      <Problem text={problem} />
      {!here && problem === null && <Waiting text={m.ui_loading()} />}
      {here?.length === 0 && <p className="py-2">{m.calls_nobody_here()}</p>}
      <ul>
        {here?.map((person) => (
          <li key={person.id} className="flex min-h-12 items-center gap-2.5">
            <Face id={person.id} name={person.username} size="small" />
            <span className="grid min-w-0 flex-1">
              <PersonName person={person} />
            </span>
            <CallButtons to={{ userId: person.id }} peer={person} onCall={onClose} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
